using System.Xml.Linq;
using Docs.Tests.Pages;

namespace Docs.Tests.Commands;

/// <summary>Whether what a command names is in the repository.</summary>
internal static class NamedFiles
{
    private static readonly string[] _folders = [".ci/", "bench/", "docs/", "eng/", "samples/", "src/", "tests/"];
    private static readonly string[] _outputs = ["--output", "--png", "--report", "--to", "--tsv"];

    /// <returns>What is named and is not there.</returns>
    public static IEnumerable<string> Missing(ShellCommand command)
    {
        foreach (string word in Read(command.Words))
        {
            // curl's @FILE and NAME=@FILE.
            string path = word[(word.LastIndexOf('@') + 1)..];
            if (IsSource(path) && !Path.Exists(MarkdownPage.FullPath(path)))
                yield return path;
        }
        if (Project(command) is { } project
            && !Directory.EnumerateFiles(MarkdownPage.FullPath(project), "*.csproj").Any())
            yield return $"a project in {project}";
        if (command.Words is ["dotnet", "add", "package", var package, "--version", var version, ..]
            && VersionOf(package) != version)
            yield return $"{package} of version {version} (the repository has {VersionOf(package)})";
    }

    /// <summary>Whether it is a path of the repository, and not of what a build makes.</summary>
    private static bool IsSource(string path) =>
        Array.Exists(_folders, folder => path.StartsWith(folder, StringComparison.Ordinal))
        && !path.Contains("/bin/", StringComparison.Ordinal);

    /// <summary>All but what the command is to write.</summary>
    private static IEnumerable<string> Read(IReadOnlyList<string> words) =>
        words.Where((_, i) => i == 0 || !_outputs.Contains(words[i - 1], StringComparer.Ordinal));

    private static string? Project(ShellCommand command) => DotnetRun.Of(command)?.Project
        ?? (command.Words is ["dotnet", "build" or "pack" or "publish", ..]
            ? command.Words.FirstOrDefault(word => word.Contains('/', StringComparison.Ordinal))
            : null);

    private static string VersionOf(string package) => package == "ActiveShift.ML"
        ? XDocument.Load(MarkdownPage.FullPath("Directory.Build.props")).Descendants("Version").Single().Value
        : XDocument.Load(MarkdownPage.FullPath("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(element => (string?)element.Attribute("Include") == package).Attribute("Version")!.Value;
}
