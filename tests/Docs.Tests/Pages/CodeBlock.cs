namespace Docs.Tests.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">Number of its first line, from 1; the fence stands before it.</param>
/// <param name="Language">What the fence says; empty for nothing.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, IReadOnlyList<string> Lines)
{
    /// <summary>Where it stands, as an editor opens it.</summary>
    public string Place => $"{Page}:{Line}";
}
