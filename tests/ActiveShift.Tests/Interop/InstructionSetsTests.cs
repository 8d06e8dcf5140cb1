using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ActiveShift.Engine;
using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public class InstructionSetsTests
{
    [Fact]
    public void The_table_has_the_instruction_sets_of_this_kind_of_processor_best_first()
    {
        string[] ofProcessor = X86Base.X64.IsSupported ? ["avx512vnni", "avx512", "avx2"]
            : AdvSimd.Arm64.IsSupported ? ["neoni8mm", "neondotprod", "neon"] : [];
        string[] names = [.. InstructionSets.Table.Select(row => row.Name)];
        Assert.Equal([.. ofProcessor, "portable", "reference", "managed"], names);
    }

    [Fact]
    public void Every_version_of_the_operators_and_of_the_engine_is_a_row_and_can_run_where_the_row_can()
    {
        var versions = NativeBackends.Table.Select(entry => (entry.Name, entry.IsSupported))
            .Concat(EngineVersion.Table.Select(version => (version.Name, version.IsSupported))).ToHashSet();
        Assert.Equal(InstructionSets.Table.ToHashSet(), versions);
    }

    [Fact]
    public void A_row_that_can_run_can_also_run_what_stands_in_for_what_it_lacks()
    {
        foreach (var (name, _) in InstructionSets.Table.Where(row => row.IsSupported))
        {
            int row = InstructionSets.Table.ToList().FindIndex(entry => entry.Name == name);
            Assert.All(InstructionSets.Table.Skip(row), below => Assert.True(below.IsSupported, $"{name} over {below.Name}"));
        }
    }

    [Fact]
    public void The_dot_products_are_supported_exactly_where_the_runtime_sees_them()
    {
        Assert.SkipUnless(AdvSimd.Arm64.IsSupported, "This is no Arm processor.");
        Assert.Contains(("neondotprod", Dp.IsSupported), InstructionSets.Table);
    }
}
