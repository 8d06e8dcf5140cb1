using System.Text.RegularExpressions;
using Docs.Tests.Pages;

namespace Docs.Tests.Snippets;

/// <summary>Settings that stand in a sentence or a table, such as <c>`MaxRotation = 180`</c>.</summary>
public sealed partial class InlineCodeTests
{
    /// <summary>What the pages set properties of.</summary>
    private static readonly string[] _types =
        ["TrainingOptions", "ActiveShiftResNetTrainer.Options", "ImageDecoding", "PretrainedLoadOptions"];

    public static TheoryData<string, string> Settings =>
    [
        .. from page in MarkdownPage.All
           from line in page.Text
           from Match match in InlineCode().Matches(line.Text)
           select new TheoryDataRow<string, string>($"{page.Path}:{line.Line}", match.Groups["code"].Value),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void It_compiles(string place, string setting) =>
        Assert.Contains(_types, type => Compiles(place, $"_ = new {type} {{ {setting} }};"));

    [Fact]
    public void A_property_that_is_not_there_is_found()
    {
        const string setting = "Checkpoint = new CheckpointOptions { Path = null }";

        Assert.DoesNotContain(_types, type => Compiles("page.md:1", $"_ = new {type} {{ {setting} }};"));
    }

    private static bool Compiles(string place, string code) =>
        SnippetCompiler.Errors(new CodeBlock(place, 1, "csharp", [code])).Count == 0;

    /// <remarks>Not what is left out by three dots.</remarks>
    [GeneratedRegex(@"`(?<code>[A-Z]\w+ = (?:(?!\.\.\.)[^`])+)`")]
    private static partial Regex InlineCode();
}
