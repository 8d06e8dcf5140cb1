using ActiveShift.Tests.Shared;

namespace ActiveShift.ML.Package.Tests;

/// <summary>
/// Two programs outside the repository that know ActiveShift.ML as a package only: one trains and saves, with libtorch; the other loads
/// and scores, without. Both are built and run once.
/// </summary>
public sealed class ConsumerPrograms
{
    private readonly PackedPackages _packages;
    private readonly Lazy<string[]> _trained;
    private readonly Lazy<string[]> _scored;

    public ConsumerPrograms(PackedPackages packages)
    {
        _packages = packages;
        _trained = new(() =>
        {
            WriteProjects();
            DotnetCommand.Run(Folder("Train"), "build", "-c", "Release", "-o", TrainOutput);
            return DotnetCommand.Run(Folder("Train"), Path.Combine(TrainOutput, "Train.dll"), ImagesPath, ModelPath, ReportPath);
        });
        _scored = new(() =>
        {
            string[] trained = Trained;
            // As for a container: for one platform, so that the native libraries lie beside the program.
            DotnetCommand.Run(Folder("Score"), "publish", "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-o", ScoreOutput);
            return DotnetCommand.Run(Folder("Score"), Path.Combine(ScoreOutput, "Score.dll"), ImagesPath, ModelPath);
        });
    }

    /// <summary>What the program that trains wrote: "backend NAME", "accuracy VALUE", then "score BITS..." for each image.</summary>
    public string[] Trained => _trained.Value;

    /// <summary>What the program that scores wrote: "backend NAME", "score BITS..." for each image, then "untrained MESSAGE".</summary>
    public string[] Scored => _scored.Value;

    public string TrainOutput => Path.Combine(Folder("Train"), "out");

    public string ScoreOutput => Path.Combine(Folder("Score"), "out");

    public string ReportPath => Path.Combine(_packages.Folder, "report.html");

    private string ImagesPath => Path.Combine(_packages.Folder, "images");

    private string ModelPath => Path.Combine(_packages.Folder, "model.zip");

    private string Folder(string program) => Path.Combine(_packages.Folder, "Consumers", program);

    private void WriteProjects()
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Consumers");
        string target = Path.Combine(_packages.Folder, "Consumers");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        // Everything but the packages under test must come from what the repository was restored with: no other source is asked.
        File.WriteAllText(Path.Combine(target, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{_packages.Feed}" />
              </packageSources>
            </configuration>
            """);
        // The fix in any case, so that the test shows it on every system.
        File.WriteAllText(Path.Combine(target, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <ActiveShiftVersion>{_packages.Version}</ActiveShiftVersion>
                <LibtorchVersion>{BuildFacts.LibtorchVersion}</LibtorchVersion>
                <RestorePackagesPath>{Path.Combine(_packages.Folder, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{BuildFacts.PackagesFolder}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
                <TorchSharpLoadingFix>always</TorchSharpLoadingFix>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
            </Project>
            """);
    }
}
