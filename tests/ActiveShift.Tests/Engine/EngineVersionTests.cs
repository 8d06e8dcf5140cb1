using ActiveShift.Engine;
using ActiveShift.Interop;

namespace ActiveShift.Tests.Engine;

public class EngineVersionTests
{
    [Fact]
    public void The_table_ends_with_versions_that_run_everywhere_with_and_without_the_native_library()
    {
        Assert.Equal(["portable", "managed"], EngineVersion.Table.TakeLast(2).Select(v => v.Name));
        Assert.All(EngineVersion.Table.TakeLast(2), v => Assert.True(v.IsSupported));
        Assert.Equal(Enumerable.Range(0, EngineVersion.Table.Count), EngineVersion.Table.Select(v => v.Index));
        Assert.Same(EngineVersion.Managed, Assert.Single(EngineVersion.Table, v => v.IsManaged));
        Assert.All(EngineVersion.Table, v => Assert.NotEmpty(v.Reason));
        Assert.Equal(EngineVersion.Table.Count, EngineVersion.Table.Select(v => v.Name).Distinct().Count());
    }

    [Fact]
    public void The_best_supported_version_is_selected_unless_the_environment_says_otherwise()
    {
        string? wanted = Environment.GetEnvironmentVariable(InstructionSets.EnvironmentVariable);
        var supported = EngineVersion.Table.Where(v => v.IsSupported);
        Assert.Equal(supported.FirstOrDefault(v => v.Name == wanted) ?? supported.First(), EngineVersion.Selected);
    }

    [Fact]
    public void An_engine_says_which_version_it_runs()
    {
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        foreach (var version in EngineVersion.Table.Where(v => v.IsSupported))
        {
            using var engine = new InferenceEngine(RandomNetwork.Weights(spec, new Random(1)), EngineVersions.Float32(version.Name));
            Assert.Equal(version.Name, engine.Version);
        }
    }

    [Fact]
    public void An_unknown_version_is_an_error_that_names_the_known_ones()
    {
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        var error = Assert.Throws<PlatformNotSupportedException>(
            () => new InferenceEngine(RandomNetwork.Weights(spec, new Random(1)), EngineVersions.Float32("abacus")));
        Assert.Contains("abacus", error.Message, StringComparison.Ordinal);
        Assert.Contains("portable", error.Message, StringComparison.Ordinal);
    }
}
