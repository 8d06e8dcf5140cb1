using Docs.Tests.Pages;
using ReadmePicture;
using SkiaSharp;

namespace Docs.Tests.Pictures;

public sealed class ReadmePictureTests : IDisposable
{
    private const int PlotAndMargins = 360;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("activeshift-picture-");

    public static TheoryData<string> Themes => [.. Theme.All.Select(theme => theme.Name)];

    [Theory]
    [MemberData(nameof(Themes))]
    public void A_bar_is_as_long_as_its_class_is_probable(string name)
    {
        var theme = Theme.All.Single(theme => theme.Name == name);
        using var picture = Draw(theme, [("cat", 0.75f), ("dog", 0.25f)]);

        double first = Count(picture, theme.Bar, 0, picture.Height / 2);
        double second = Count(picture, theme.Bar, picture.Height / 2, picture.Height);

        Assert.InRange(first / second, 2.9, 3.1);
        Assert.Equal(theme.Page, picture.GetPixel(0, 0));
    }

    [Fact]
    public void A_point_lies_where_its_channel_looks()
    {
        var theme = Theme.All[0];
        using var right = Draw(theme, [("cat", 1)], alpha: 1);
        using var left = Draw(theme, [("cat", 1)], alpha: -1);

        // The plot shows 1.5 pixels to each side and is 300 wide.
        Assert.InRange(PointX(right, left, theme) - PointX(left, right, theme), 195, 205);
    }

    [Fact]
    public void The_pictures_of_the_readme_are_of_one_size()
    {
        var files = Theme.All.Select(theme => MarkdownPage.FullPath($"docs/images/readme-{theme.Name}.png"));
        var sizes = files.Select(file => SKBitmap.DecodeBounds(file).Size).Distinct();

        Assert.True(Assert.Single(sizes).Width > 1500);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SKBitmap Draw(Theme theme, (string, float)[] classes, float alpha = 0)
    {
        string file = Path.Combine(_folder.FullName, $"{theme.Name}{alpha}.png");
        string image = MarkdownPage.FullPath("docs/images/shirt.png");
        Card.Write(new NetworkAnswer(image, classes, [new LayerShifts(1, [alpha], [0])]), theme, file);
        return SKBitmap.Decode(file);
    }

    /// <summary>Pixels of a colour, left of the one plot.</summary>
    private static int Count(SKBitmap picture, SKColor color, int top, int bottom) =>
        Enumerable.Range(top, bottom - top).Sum(
            y => Enumerable.Range(0, picture.Width - PlotAndMargins).Count(x => picture.GetPixel(x, y) == color));

    /// <summary>Where a picture has points that another has not, in the mean.</summary>
    private static double PointX(SKBitmap picture, SKBitmap other, Theme theme) =>
        (from x in Enumerable.Range(0, picture.Width)
         from y in Enumerable.Range(0, picture.Height)
         let pixel = picture.GetPixel(x, y)
         where pixel != other.GetPixel(x, y)
            && Math.Abs(pixel.Red - pixel.Blue) > Math.Abs(theme.Field.Red - theme.Field.Blue) + 40
         select x).Average();
}
