using ActiveShift.Interop;

namespace ActiveShift.Tests;

public class ActiveShiftBackendTests
{
    [Fact]
    public void The_version_in_use_is_the_one_the_native_library_selected()
    {
        Assert.True(ActiveShiftBackend.IsNative);
        Assert.Equal(NativeBackends.Table[NativeBackends.Selected].Name, ActiveShiftBackend.Name);
        Assert.EndsWith(".", ActiveShiftBackend.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_is_the_dispatch_table_and_torch_after_it()
    {
        Assert.Equal(NativeBackends.Table, ActiveShiftBackend.Available.SkipLast(1));
        Assert.Equal("torch", ActiveShiftBackend.Available[^1].Name);
    }

    [Fact]
    public void The_description_marks_the_version_in_use_and_names_all()
    {
        string[] lines = ActiveShiftBackend.Describe().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"Active shift: {ActiveShiftBackend.Name}. {ActiveShiftBackend.Reason}", lines[0], StringComparison.Ordinal);
        Assert.Equal(ActiveShiftBackend.Available.Count + 2, lines.Length);
        Assert.EndsWith(ActiveShiftBackend.Cuda.Reason, lines[^1], StringComparison.Ordinal);
        Assert.StartsWith($"* {ActiveShiftBackend.Name}: ", Assert.Single(lines, line => line.StartsWith('*')), StringComparison.Ordinal);
    }
}
