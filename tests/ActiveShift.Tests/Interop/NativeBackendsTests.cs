using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public class NativeBackendsTests
{
    [Fact]
    public void The_native_library_is_loaded() => Assert.True(NativeShift.IsAvailable, NativeLibraryLoader.Failure);

    [Fact]
    public void The_table_ends_with_the_reference_and_the_portable_version_before_it()
    {
        string[] names = [.. NativeBackends.Table.Select(entry => entry.Name)];
        string[] ofProcessor = X86Base.X64.IsSupported ? ["avx512", "avx2"] : AdvSimd.Arm64.IsSupported ? ["neon"] : [];
        Assert.Equal([.. ofProcessor, "portable", "reference"], names);
        Assert.All(NativeBackends.Table, entry => Assert.EndsWith(".", entry.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void An_entry_is_supported_exactly_where_the_runtime_sees_the_instructions()
    {
        foreach (ActiveShiftBackendEntry entry in NativeBackends.Table)
        {
            bool expected = entry.Name switch
            {
                "avx512" => Avx512F.IsSupported && Avx512BW.VL.IsSupported && Avx512DQ.IsSupported,
                "avx2" => Avx2.IsSupported && Fma.IsSupported,
                "neon" => AdvSimd.Arm64.IsSupported,
                _ => true,
            };
            Assert.Equal(expected, entry.IsSupported);
        }
    }

    [Fact]
    public void The_best_supported_entry_is_selected_and_it_is_not_the_reference()
    {
        Assert.SkipWhen(InstructionSets.Override is not null, "The environment overrides the choice in this run.");
        int best = NativeBackends.Table.ToList().FindIndex(entry => entry.IsSupported);
        Assert.Equal(best, NativeBackends.Selected);
        Assert.NotEqual("reference", NativeBackends.Table[NativeBackends.Selected].Name);
    }
}
