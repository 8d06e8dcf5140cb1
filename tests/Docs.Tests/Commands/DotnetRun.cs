using System.Reflection;
using Docs.Tests.Pages;

namespace Docs.Tests.Commands;

/// <summary>A command <c>dotnet run --project PROJECT -- ARGUMENTS</c>.</summary>
/// <param name="Project">The project's folder in the repository.</param>
/// <param name="Arguments">What the program gets.</param>
internal sealed record DotnetRun(string Project, IReadOnlyList<string> Arguments)
{
    private static readonly string _configuration = typeof(DotnetRun).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;

    /// <summary>The built program, which is run in place of building it once more.</summary>
    public string Program => MarkdownPage.FullPath(Path.Combine(
        Project, "bin", _configuration, $"net{Environment.Version.Major}.0", $"{Path.GetFileName(Project)}.dll"));

    /// <returns>Null if it is another command.</returns>
    public static DotnetRun? Of(ShellCommand command)
    {
        string[] words = [.. command.Words];
        if (words is not ["dotnet", "run", ..])
            return null;
        int project = Array.IndexOf(words, "--project") + 1;
        int end = Array.IndexOf(words, "--");
        return project == 0 || project == words.Length
            ? throw new InvalidDataException($"{command}: expected --project PROJECT.")
            : new DotnetRun(words[project], end < 0 ? [] : words[(end + 1)..]);
    }
}
