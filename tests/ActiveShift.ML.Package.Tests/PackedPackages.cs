using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using ActiveShift.Tests.Shared;

[assembly: AssemblyFixture(typeof(ActiveShift.ML.Package.Tests.PackedPackages))]

namespace ActiveShift.ML.Package.Tests;

/// <summary>The packages, packed once from what the build left, in a temporary folder and with a version of their own.</summary>
public sealed class PackedPackages : IDisposable
{
    /// <summary>How packing says that toolchains are missing.</summary>
    private const string WithoutLibrary = "The package is made without the native library for ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("activeshift-package-");
    private readonly Lazy<string> _feed;
    private string _missingRuntimes = "";

    public PackedPackages()
    {
        _feed = new(() =>
        {
            string feed = Path.Combine(Folder, "feed");
            _missingRuntimes = Pack(Path.Combine("eng", "Package"), feed)
                .SingleOrDefault(line => line.StartsWith(WithoutLibrary, StringComparison.Ordinal)) ?? "";
            Pack(Path.Combine("src", "ActiveShift.Reports"), feed);
            return feed;
        });
    }

    /// <summary>A version that no other run has had, so that no cache can stand in for the package.</summary>
    public string Version { get; } = $"0.0.1-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}";

    /// <summary>A temporary folder, deleted at the end.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The folder with the packages.</summary>
    public string Feed => _feed.Value;

    /// <summary>Ends the test where the package cannot be made.</summary>
    public static void SkipUnlessLinuxX64() =>
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "the package is packed on Linux x64, with the native library for it");

    /// <summary>Ends the test where the package was made without the native library for a system.</summary>
    public void SkipUnlessPackedFor(string runtime)
    {
        SkipUnlessLinuxX64();
        Assert.SkipUnless(
            IsPackedFor(runtime), $"there is no toolchain for {runtime}, which eng/cross/install.sh installs");
    }

    /// <summary>Whether the package was made with the native library for a system, or said nothing of it.</summary>
    public bool IsPackedFor(string runtime) =>
        Path.Exists(Feed) && !_missingRuntimes.Contains(runtime, StringComparison.Ordinal);

    /// <returns>The lines that packing wrote.</returns>
    public string[] Pack(string project, string output) =>
        DotnetCommand.Run(RepositoryRoot.Path, "pack", project, "-c", BuildFacts.Configuration, "--no-build", "-o", output,
            $"-p:PackageVersion={Version}", $"-p:NuspecOutputPath={Path.Combine(Folder, "nuspec")}/");

    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Feed, $"{id}.{Version}.{extension}");

    /// <summary>The files of a package, without those that every package has (the archive's own description).</summary>
    public Dictionary<string, byte[]> ReadFiles(string id, string extension = "nupkg")
    {
        using var archive = ZipFile.OpenRead(PathOf(id, extension));
        return archive.Entries
            .Where(e => e.FullName != "[Content_Types].xml" && !e.FullName.StartsWith("_rels/", StringComparison.Ordinal) && !e.FullName.StartsWith("package/", StringComparison.Ordinal))
            .ToDictionary(e => e.FullName, e =>
            {
                using var stream = e.Open();
                var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return bytes.ToArray();
            });
    }

    /// <summary>The metadata element of a package's nuspec.</summary>
    public XElement ReadMetadata(string id) =>
        XDocument.Load(new MemoryStream(ReadFiles(id)[$"{id}.nuspec"])).Root!.Elements().Single(e => e.Name.LocalName == "metadata");

    /// <summary>The versions by which a package depends on others.</summary>
    public Dictionary<string, string> ReadDependencies(string id) =>
        ReadMetadata(id).Descendants().Where(e => e.Name.LocalName == "dependency").ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);

    public void Dispose() => _folder.Delete(recursive: true);
}
