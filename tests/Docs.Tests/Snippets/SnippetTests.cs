using Docs.Tests.Pages;

namespace Docs.Tests.Snippets;

public sealed class SnippetTests
{
    public static TheoryData<string> Places => [.. Snippets.Select(block => block.Place)];

    private static IEnumerable<CodeBlock> Snippets =>
        MarkdownPage.All.SelectMany(page => page.Blocks).Where(block => block.Language == "csharp");

    [Theory]
    [MemberData(nameof(Places))]
    public void It_compiles(string place) =>
        Assert.Empty(SnippetCompiler.Errors(Snippets.Single(block => block.Place == place)));

    [Fact]
    public void What_does_not_compile_is_named_with_its_line()
    {
        string[] lines = ["var checkpoint = new CheckpointOptions", "{", "    Path = \"run.checkpoint\",", "};"];

        var errors = SnippetCompiler.Errors(new CodeBlock("page.md", 12, "csharp", lines));
        string error = Assert.Single(errors, e => e.Contains("'Path'", StringComparison.Ordinal));

        Assert.StartsWith("page.md(14,", error, StringComparison.Ordinal);
    }
}
