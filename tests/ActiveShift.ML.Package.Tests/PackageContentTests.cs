using System.Text;
using System.Xml.Linq;
using ActiveShift.Tests.Shared;

namespace ActiveShift.ML.Package.Tests;

public class PackageContentTests(PackedPackages packages)
{
    private const string Id = "ActiveShift.ML";
    private const string ReportsId = "ActiveShift.ML.Reports";

    [Fact]
    public void It_holds_these_files_and_no_others()
    {
        PackedPackages.SkipUnlessLinuxX64();
        string[] expected =
        [
            "ActiveShift.ML.nuspec", "README.md",
            "buildTransitive/ActiveShift.ML.props", "buildTransitive/ActiveShift.ML.targets",
            "buildTransitive/NativeLibraryCheck.targets", "buildTransitive/TorchSharpLoading.targets", "icon.png",
            "lib/net10.0/ActiveShift.ML.dll", "lib/net10.0/ActiveShift.ML.xml",
            "lib/net10.0/ActiveShift.Training.dll", "lib/net10.0/ActiveShift.Training.xml",
            "lib/net10.0/ActiveShift.dll", "lib/net10.0/ActiveShift.xml",
            .. LibraryIfPacked("linux-arm64", "libactiveshift.so"),
            "runtimes/linux-bionic-arm64/native/_._", "runtimes/linux-bionic-x64/native/_._",
            "runtimes/linux-musl-arm64/native/_._", "runtimes/linux-musl-x64/native/_._",
            "runtimes/linux-x64/native/libactiveshift.so",
            .. LibraryIfPacked("win-x64", "libactiveshift.dll"),
            "tasks/net10.0/ActiveShift.BuildTasks.dll",
        ];

        Assert.Equal(expected, packages.ReadFiles(Id).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_reports_are_a_package_of_their_own_with_the_same_version()
    {
        PackedPackages.SkipUnlessLinuxX64();
        var dependencies = packages.ReadDependencies(ReportsId);

        Assert.Equal(["ActiveShift.ML.Reports.nuspec", "README.md", "icon.png", "lib/net10.0/ActiveShift.Reports.dll", "lib/net10.0/ActiveShift.Reports.xml"],
            packages.ReadFiles(ReportsId).Keys.Order(StringComparer.Ordinal));
        Assert.Equal($"[{packages.Version}]", dependencies[Id]);
        Assert.Contains("OxyPlot.SkiaSharp", dependencies.Keys);
    }

    [Fact]
    public void It_depends_on_all_that_its_assemblies_refer_to()
    {
        PackedPackages.SkipUnlessLinuxX64();
        var dependencies = packages.ReadDependencies(Id);
        var referred = new[] { "ActiveShift", "ActiveShift.Training", "ActiveShift.ML" }
            .SelectMany(name => XDocument.Load(Path.Combine(RepositoryRoot.Path, "src", name, name + ".csproj")).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value).ToList();

        Assert.Equal(["Microsoft.ML", "Microsoft.ML.ImageAnalytics", "TorchSharp"], referred.Order(StringComparer.Ordinal));
        Assert.All(referred, id => Assert.Contains(id, dependencies.Keys));
        Assert.Equal("[5.0.1]", dependencies["Microsoft.ML"]);
    }

    [Theory]
    [InlineData(Id)]
    [InlineData(ReportsId)]
    public void It_depends_on_no_libtorch_and_on_no_assembly_of_ours_as_a_package(string id)
    {
        PackedPackages.SkipUnlessLinuxX64();
        var dependencies = packages.ReadDependencies(id).Keys;

        Assert.DoesNotContain(dependencies, name => name.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TorchSharp-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(dependencies, name => name is "ActiveShift" or "ActiveShift.Training" or "ActiveShift.BuildTasks");
    }

    [Theory]
    [InlineData(Id)]
    [InlineData(ReportsId)]
    public void Its_metadata_name_files_that_are_there(string id)
    {
        PackedPackages.SkipUnlessLinuxX64();
        var metadata = packages.ReadMetadata(id).Elements().ToLookup(e => e.Name.LocalName);
        var files = packages.ReadFiles(id);

        Assert.Equal("MIT", metadata["license"].Single().Value);
        Assert.Contains(metadata["icon"].Single().Value, files.Keys);
        Assert.Contains(metadata["readme"].Single().Value, files.Keys);
        Assert.NotEqual("Package Description", metadata["description"].Single().Value);
        if (Path.Exists(Path.Combine(RepositoryRoot.Path, ".git")))
            Assert.Matches("^[0-9a-f]{40,64}$", metadata["repository"].Single().Attribute("commit")!.Value);
    }

    [Theory]
    [InlineData(Id)]
    [InlineData(ReportsId)]
    public void Nothing_in_it_tells_where_it_was_built(string id)
    {
        PackedPackages.SkipUnlessLinuxX64();
        Assert.SkipUnless(BuildFacts.Configuration == "Release", "assemblies of a Debug build name their sources' folder");
        byte[] folder = Encoding.UTF8.GetBytes(RepositoryRoot.Path.TrimEnd('/') + "/");

        foreach (string extension in new[] { "nupkg", "snupkg" })
            Assert.DoesNotContain(packages.ReadFiles(id, extension), file => file.Value.AsSpan().IndexOf(folder) >= 0);
    }

    [Fact]
    public void Packing_again_gives_the_same_bytes()
    {
        PackedPackages.SkipUnlessLinuxX64();
        string[] first = [packages.PathOf(Id), packages.PathOf(Id, "snupkg")];
        string again = Path.Combine(packages.Folder, "again");
        packages.Pack(Path.Combine("eng", "Package"), again);

        Assert.All(first, path => Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(again, Path.GetFileName(path)))));
    }

    [Fact]
    public void Its_readme_shows_the_pipeline_of_the_repositorys_readme_and_names_the_libtorch_that_was_tested()
    {
        PackedPackages.SkipUnlessLinuxX64();
        string readme = Encoding.UTF8.GetString(packages.ReadFiles(Id)["README.md"]);

        Assert.Equal(ReadPipeline(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"))), ReadPipeline(readme));
        Assert.Contains($"Include=\"libtorch-cpu-linux-x64\" Version=\"{BuildFacts.LibtorchVersion}\"", readme, StringComparison.Ordinal);
    }

    private string[] LibraryIfPacked(string runtime, string name) =>
        packages.IsPackedFor(runtime) ? [$"runtimes/{runtime}/native/{name}"] : [];

    private static string ReadPipeline(string markdown)
    {
        const string Mark = "<!-- snippet: pipeline -->";
        int start = markdown.IndexOf(Mark, StringComparison.Ordinal);
        Assert.True(start >= 0, $"no '{Mark}'");
        return markdown[start..markdown.IndexOf("\n```\n", start, StringComparison.Ordinal)];
    }
}
