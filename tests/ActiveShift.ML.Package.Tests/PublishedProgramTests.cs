using System.Runtime.Intrinsics.X86;
using ActiveShift.ML.Package.Tests.Emulation;
using ActiveShift.Tests.Shared;

namespace ActiveShift.ML.Package.Tests;

/// <summary>
/// A program that only scores, published for each system, with the package and Microsoft.ML as its only references.
/// </summary>
[Collection(typeof(ConsumerTestGroup))]
public class PublishedProgramTests(ConsumerPrograms programs, PackedPackages packages)
{
    private const string Program = "ScoreOnly";

    /// <summary>What it says of the operators where there is no native library.</summary>
    private const string WithoutLibrary = "backend torch";

    [Theory]
    [InlineData("linux-arm64")]
    [InlineData("win-x64")]
    public void With_the_runtime_it_scores_there_to_the_same_bits(string runtime)
    {
        packages.SkipUnlessPackedFor(runtime);
        using var system = EmulatedSystem.For(runtime);
        Assert.SkipWhen(system.Missing is not null, $"programs for {runtime} can't be run: {system.Missing}");
        Assert.SkipUnless(
            BuildFacts.HasRuntimeFor(runtime),
            $"the .NET runtime for {runtime} was not restored when these tests were built");

        string[] expected = [.. programs.Trained.Where(IsScore)];

        programs.Publish(Program, runtime, "--self-contained");
        string[] lines = system.Run(
            programs.PublishedTo(runtime), Program, system.PathOf(programs.ImagesPath), system.PathOf(programs.ModelPath));

        Assert.Equal(expected, lines.Where(IsScore));
        // Without its native library it would score, too, and more slowly.
        string backend = Assert.Single(lines, line => line.StartsWith("backend ", StringComparison.Ordinal));
        Assert.NotEqual(WithoutLibrary, backend);
    }

    [Fact]
    public void Without_the_library_it_scores_to_the_same_bits()
    {
        PackedPackages.SkipUnlessLinuxX64();
        Assert.SkipUnless(
            Fma.IsSupported, "this processor multiplies and adds in two steps, and the engines round at different ones");
        string[] expected = [.. programs.Trained.Where(IsScore)];

        programs.Publish(Program, "linux-x64");
        string folder = programs.PublishedTo("linux-x64");
        File.Delete(Path.Combine(folder, "libactiveshift.so"));
        string[] lines = DotnetCommand.Run(
            folder, Path.Combine(folder, Program + ".dll"), programs.ImagesPath, programs.ModelPath);

        Assert.Equal(expected, lines.Where(IsScore));
        Assert.Contains(WithoutLibrary, lines);
    }

    [Theory]
    [InlineData("linux-arm64", "libactiveshift.so")]
    [InlineData("linux-x64", "libactiveshift.so")]
    [InlineData("win-x64", "libactiveshift.dll")]
    public void For_a_system_with_a_library_it_gets_the_library(string runtime, string library)
    {
        packages.SkipUnlessPackedFor(runtime);

        string[] lines = programs.Publish(Program, runtime, "-p:UseAppHost=false");

        Assert.DoesNotContain(lines, IsWarning);
        Assert.Equal([library], LibrariesIn(programs.PublishedTo(runtime)));
    }

    [Theory]
    [InlineData("linux-bionic-arm64")]
    [InlineData("linux-musl-x64")]
    [InlineData("osx-arm64")]
    [InlineData("win-arm64")]
    public void For_a_system_without_a_library_it_gets_none_and_a_warning(string runtime)
    {
        PackedPackages.SkipUnlessLinuxX64();
        string having = string.Join(", ", new[] { "linux-arm64", "linux-x64", "win-x64" }.Where(packages.IsPackedFor));

        string[] lines = programs.Publish(Program, runtime, "-p:UseAppHost=false");

        string warning = Assert.Single(lines.Where(IsWarning).Distinct());
        Assert.Contains(
            $"warning ASML001: The package ActiveShift.ML has no native library for {runtime}, only for {having}: " +
            "scoring will use the managed engine", warning, StringComparison.Ordinal);
        Assert.Empty(LibrariesIn(programs.PublishedTo(runtime)));
    }

    [Fact]
    public void The_warning_can_be_switched_off()
    {
        PackedPackages.SkipUnlessLinuxX64();

        string[] lines = programs.Publish(Program, "linux-musl-x64", "-p:UseAppHost=false", "-p:NoWarn=ASML001");

        Assert.DoesNotContain(lines, line => line.Contains("ASML001", StringComparison.Ordinal));
    }

    private static bool IsWarning(string line) => line.Contains(": warning ", StringComparison.Ordinal);

    private static bool IsScore(string line) => line.StartsWith("score ", StringComparison.Ordinal);

    private static IEnumerable<string> LibrariesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*libactiveshift*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path));
}
