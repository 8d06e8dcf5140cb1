namespace Docs.Tests.Pages;

public sealed class ReadmeTests
{
    private const int MaxWords = 900;

    [Fact]
    public void It_is_read_in_a_few_minutes()
    {
        string text = File.ReadAllText(MarkdownPage.FullPath("README.md"));

        Assert.InRange(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 1, MaxWords);
    }
}
