using ActiveShift.Tests.Shared;

namespace ActiveShift.ML.Package.Tests;

/// <summary>
/// Programs outside the repository that know ActiveShift.ML as a package only: one trains and saves, with libtorch; one
/// loads and scores, without. Both are built and run once. Others are published for any system.
/// </summary>
public sealed class ConsumerPrograms
{
    private readonly PackedPackages _packages;
    private readonly Lazy<string> _projects;
    private readonly Lazy<string[]> _trained;
    private readonly Lazy<string[]> _scored;

    public ConsumerPrograms(PackedPackages packages)
    {
        _packages = packages;
        _projects = new(WriteProjects);
        _trained = new(() =>
        {
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

    /// <summary>The images that the program that trains drew, PNG and JPEG.</summary>
    public string ImagesPath => Path.Combine(_packages.Folder, "images");

    /// <summary>The model that it saved.</summary>
    public string ModelPath => Path.Combine(_packages.Folder, "model.zip");

    /// <summary>Publishes a program for a system.</summary>
    /// <returns>The lines that publishing wrote.</returns>
    public string[] Publish(string program, string runtime, params string[] options)
    {
        if (Path.Exists(PublishedTo(runtime)))
            Directory.Delete(PublishedTo(runtime), recursive: true);
        string[] selfContained = options.Contains("--self-contained") ? [] : ["--self-contained", "false"];
        string[] command = ["publish", "-c", "Release", "-r", runtime, "-o", PublishedTo(runtime)];
        return DotnetCommand.Run(Folder(program), [.. command, .. selfContained, .. options]);
    }

    /// <summary>Where a program was published to last.</summary>
    public string PublishedTo(string runtime) => Path.Combine(_packages.Folder, "published", runtime);

    private string Folder(string program) => Path.Combine(_projects.Value, program);

    private string WriteProjects()
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
                <MicrosoftMLVersion>{_packages.ReadDependencies("ActiveShift.ML")["Microsoft.ML"]}</MicrosoftMLVersion>
                <LibtorchVersion>{BuildFacts.LibtorchVersion}</LibtorchVersion>
                <RestorePackagesPath>{Path.Combine(_packages.Folder, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{BuildFacts.PackagesFolder}</RestoreFallbackFolders>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
                <NuGetAudit>false</NuGetAudit>
                <TorchSharpLoadingFix>always</TorchSharpLoadingFix>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
              </PropertyGroup>
            </Project>
            """);
        return target;
    }
}
