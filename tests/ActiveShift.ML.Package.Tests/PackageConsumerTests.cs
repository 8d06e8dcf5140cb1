using System.Globalization;

namespace ActiveShift.ML.Package.Tests;

[Collection(typeof(ConsumerTestGroup))]
public class PackageConsumerTests(ConsumerPrograms programs, PackedPackages packages)
{
    [Fact]
    public void A_program_that_refers_to_the_package_trains_saves_loads_and_scores()
    {
        PackedPackages.SkipUnlessLinuxX64();
        double accuracy = double.Parse(Values(programs.Trained, "accuracy").Single(), CultureInfo.InvariantCulture);

        Assert.InRange(accuracy, 0.9, 1);
        Assert.NotEmpty(Values(programs.Trained, "score"));
    }

    [Fact]
    public void The_native_library_is_found_in_both_layouts()
    {
        PackedPackages.SkipUnlessLinuxX64();

        Assert.NotEqual("torch", Values(programs.Trained, "backend").Single());
        Assert.True(File.Exists(Path.Combine(programs.TrainOutput, "runtimes", "linux-x64", "native", "libactiveshift.so")));
        Assert.NotEqual("torch", Values(programs.Scored, "backend").Single());
        Assert.True(File.Exists(Path.Combine(programs.ScoreOutput, "libactiveshift.so")));
    }

    [Theory]
    [InlineData("linux-arm64", "libactiveshift.so")]
    [InlineData("win-x64", "libactiveshift.dll")]
    public void A_build_for_no_system_in_particular_has_the_libraries_of_the_others_too(string runtime, string library)
    {
        packages.SkipUnlessPackedFor(runtime);
        Assert.NotEmpty(programs.Trained);

        Assert.True(File.Exists(Path.Combine(programs.TrainOutput, "runtimes", runtime, "native", library)));
        Assert.False(Path.Exists(Path.Combine(programs.TrainOutput, "runtimes", "linux-bionic-x64")));
    }

    [Fact]
    public void A_program_that_only_scores_does_without_libtorch_and_gets_the_same_bits()
    {
        PackedPackages.SkipUnlessLinuxX64();
        var scores = Values(programs.Scored, "score");

        Assert.Equal(Values(programs.Trained, "score"), scores);
        Assert.Empty(LibtorchFiles(programs.ScoreOutput));
        // The same search does find it where it is.
        Assert.NotEmpty(LibtorchFiles(programs.TrainOutput));
    }

    [Fact]
    public void Without_libtorch_training_says_which_package_is_missing()
    {
        PackedPackages.SkipUnlessLinuxX64();

        string message = Values(programs.Scored, "untrained").Single();

        Assert.StartsWith("Training needs libtorch, which could not be loaded. Add a reference to the package libtorch-cpu-linux-x64", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_loading_fix_comes_with_the_package_in_build_and_publish()
    {
        PackedPackages.SkipUnlessLinuxX64();
        Assert.NotEmpty(programs.Scored);
        byte[] original = File.ReadAllBytes(Directory.GetFiles(Path.Combine(BuildFacts.PackagesFolder, "torchsharp"), "libLibTorchSharp.so", SearchOption.AllDirectories)
            .Single(path => path.Contains("linux-x64", StringComparison.Ordinal)));
        byte[] built = File.ReadAllBytes(Path.Combine(programs.TrainOutput, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));
        byte[] published = File.ReadAllBytes(Path.Combine(programs.ScoreOutput, "libLibTorchSharp.so"));

        // Edited in place, and as a copy: the output folder may share the original's bytes with NuGet's folder.
        Assert.Equal(original.Length, built.Length);
        Assert.False(original.AsSpan().SequenceEqual(built), "the library in the output folder is the original");
        Assert.True(built.AsSpan().SequenceEqual(published), "the published library is not the one that was built");
    }

    [Fact]
    public void The_package_of_reports_draws_the_training()
    {
        PackedPackages.SkipUnlessLinuxX64();
        Assert.NotEmpty(programs.Trained);

        string page = File.ReadAllText(programs.ReportPath);
        Assert.Contains("<title>Two colours", page, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
    }

    private static List<string> Values(string[] lines, string key) =>
        [.. lines.Where(line => line.StartsWith(key + " ", StringComparison.Ordinal)).Select(line => line[(key.Length + 1)..])];

    private static List<string> LibtorchFiles(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => IsOfLibtorch(Path.GetFileName(path)))];

    private static bool IsOfLibtorch(string name) =>
        name.StartsWith("libtorch", StringComparison.Ordinal) || name.StartsWith("libc10", StringComparison.Ordinal) || name.StartsWith("libgomp", StringComparison.Ordinal);
}
