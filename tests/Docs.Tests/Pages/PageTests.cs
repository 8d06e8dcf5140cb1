using ActiveShift.Tests.Shared;

namespace Docs.Tests.Pages;

public sealed class PageTests
{
    private static readonly string[] _languages = ["csharp", "sh", "json", "xml", "text", "bibtex", "powershell"];

    [Fact]
    public void There_are_pages() => Assert.Contains("docs/train.md", MarkdownPage.All.Select(page => page.Path));

    [Fact]
    public void Every_block_says_what_it_is() =>
        Assert.Empty(MarkdownPage.All.SelectMany(page => page.Blocks)
            .Where(block => !_languages.Contains(block.Language)).Select(block => block.Place));

    /// <remarks>Or the tests of the blocks would pass over it.</remarks>
    [Fact]
    public void Code_stands_in_fences() => Assert.Empty(
        from page in MarkdownPage.All
        from line in page.Text
        where line.Text.StartsWith("    ", StringComparison.Ordinal)
        select $"{page.Path}:{line.Line}: {line.Text}");

    [Fact]
    public void Every_link_leads_somewhere() => Assert.Empty(
        from page in MarkdownPage.All
        from link in page.Links
        where !Leads(page, link.Target)
        select $"{page.Path}:{link.Line}: {link.Target}");

    [Fact]
    public void Every_page_of_docs_is_in_their_list()
    {
        var list = MarkdownPage.All.Single(page => page.Path == "docs/README.md");
        var pages = MarkdownPage.All
            .Where(page => page.Path.StartsWith("docs/", StringComparison.Ordinal) && page != list);
        var links = list.Links.Select(link => link.Target)
            .Where(target => !target.Contains('#', StringComparison.Ordinal));

        Assert.Equal(pages.Select(page => Path.GetFileName(page.Path)), links.Order(StringComparer.Ordinal));
    }

    private static bool Leads(MarkdownPage from, string target)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0
            ? MarkdownPage.FullPath(from.Path)
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(MarkdownPage.FullPath(from.Path))!, parts[0]));
        if (!Path.Exists(file))
            return false;
        string path = Path.GetRelativePath(RepositoryRoot.Path, file);
        return parts.Length == 1 || MarkdownPage.All.Any(page => page.Path == path && page.Anchors.Contains(parts[1]));
    }
}
