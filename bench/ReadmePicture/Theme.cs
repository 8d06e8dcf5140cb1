using SkiaSharp;

namespace ReadmePicture;

/// <summary>Colours for a kind of page.</summary>
/// <param name="Name">What the file's name says.</param>
/// <param name="Page">Behind everything: GitHub's page.</param>
/// <param name="Strong">Headings and names.</param>
/// <param name="Text">Other text.</param>
/// <param name="Field">Behind a plot.</param>
/// <param name="Line">Borders and grids.</param>
/// <param name="Axis">Where a shift is 0.</param>
/// <param name="Point">A channel's shift.</param>
/// <param name="Bar">A probability, and the window of a 3×3 convolution.</param>
internal sealed record Theme(
    string Name, SKColor Page, SKColor Strong, SKColor Text, SKColor Field,
    SKColor Line, SKColor Axis, SKColor Point, SKColor Bar)
{
    public static IReadOnlyList<Theme> All { get; } =
    [
        new("light", SKColor.Parse("ffffff"), SKColor.Parse("14171a"), SKColor.Parse("4a4f57"), SKColor.Parse("f6f8fa"),
            SKColor.Parse("dfe3e8"), SKColor.Parse("a3a9b1"), SKColor.Parse("c2410c"), SKColor.Parse("2f6fb2")),
        new("dark", SKColor.Parse("0d1117"), SKColor.Parse("f0f3f6"), SKColor.Parse("aab1ba"), SKColor.Parse("161b22"),
            SKColor.Parse("30363d"), SKColor.Parse("646c76"), SKColor.Parse("fb923c"), SKColor.Parse("6aa9e9")),
    ];
}
