using System.Text;
using Docs.Tests.Pages;

namespace Docs.Tests.Commands;

/// <summary>A line of a block of shell commands.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">The number of the line.</param>
/// <param name="Text">The line.</param>
internal sealed record ShellCommand(string Page, int Line, string Text)
{
    private const string Language = "sh";

    /// <summary>All of the documentation, in the order of the pages.</summary>
    public static IReadOnlyList<ShellCommand> All { get; } =
    [
        .. from page in MarkdownPage.All
           from block in page.Blocks
           where block.Language == Language
           from line in block.Lines.Index()
           select new ShellCommand(page.Path, block.Line + line.Index, line.Item),
    ];

    /// <summary>Its words, as the shell reads quotes; without variables set before it, and a comment.</summary>
    public IReadOnlyList<string> Words => [.. Split(Text).SkipWhile(IsAssignment).TakeWhile(word => word != "#")];

    public override string ToString() => $"{Page}:{Line}: {Text}";

    private static bool IsAssignment(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
        && word[..end].All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        char quote = '\0';
        foreach (char c in text.Append(' '))
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (quote != '\0' || c != ' ')
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (quote != '\0')
            throw new InvalidDataException($"'{text}' has a quote without an end.");
    }
}
