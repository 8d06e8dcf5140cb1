using System.Text.RegularExpressions;
using ActiveShift.Tests.Shared;

namespace Docs.Tests.Pages;

/// <summary>A page of the documentation.</summary>
internal sealed partial class MarkdownPage
{
    private const string Fence = "```";

    private MarkdownPage(string path, string[] lines)
    {
        Path = path;
        var blocks = new List<CodeBlock>();
        var text = new List<(int Line, string Text)>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                text.Add((i + 1, lines[i]));
                continue;
            }
            int first = i + 1;
            int end = Array.IndexOf(lines, Fence, first);
            if (end < 0)
                throw new InvalidDataException($"{path}:{i + 1}: the block has no end.");
            blocks.Add(new CodeBlock(path, first + 1, lines[i][Fence.Length..], lines[first..end]));
            i = end;
        }
        Blocks = blocks;
        Text = text;
    }

    /// <summary>The README, the pages of docs/ and the packages' READMEs.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } =
        [.. Paths().Order(StringComparer.Ordinal)
            .Select(path => new MarkdownPage(path, File.ReadAllLines(FullPath(path))))];

    /// <summary>Its path in the repository.</summary>
    public string Path { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>The numbered lines outside of the blocks.</summary>
    public IReadOnlyList<(int Line, string Text)> Text { get; }

    /// <summary>What a link to a heading of the page may say after the #.</summary>
    public IEnumerable<string> Anchors => Text.Where(line => line.Text.StartsWith('#'))
        .Select(line => Anchor(line.Text.TrimStart('#').Trim()));

    /// <summary>Targets of links and pictures that lie in the repository, with the number of the line.</summary>
    public IEnumerable<(int Line, string Target)> Links =>
        from line in Text
        from Match match in LinkTarget().Matches(line.Text)
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal)
        select (line.Line, target);

    public static string FullPath(string path) => System.IO.Path.Combine(RepositoryRoot.Path, path);

    private static IEnumerable<string> Paths() =>
    [
        "README.md", "eng/Package/README.md", "src/ActiveShift.Reports/README.md",
        .. Directory.EnumerateFiles(FullPath("docs"), "*.md")
            .Select(file => $"docs/{System.IO.Path.GetFileName(file)}"),
    ];

    /// <summary>As GitHub makes it: small letters, no punctuation, hyphens for spaces.</summary>
    private static string Anchor(string heading) => NoWord().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(
        """\]\((?<target>[^)\s]+)\)|(?:src|srcset|href)="(?<target>[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LinkTarget();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoWord();
}
