using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using SkiaSharp;

namespace ActiveShift.Reports.Tests.Evaluations;

public sealed class MistakesFigureTests
{
    private static readonly string[] _names = ["cat", "dog"];

    [Fact]
    public void Small_images_are_enlarged_without_smoothing()
    {
        var random = new Random(2);
        byte[] rgba = new byte[5 * 7 * 4];
        random.NextBytes(rgba);
        for (int i = 3; i < rgba.Length; i += 4)
            rgba[i] = 255;
        var image = new Thumbnail(5, 7, rgba);
        using var picture = Draw(Mistake(null), Mistake(image));

        var place = MistakesFigure.Place(MistakesFigure.ImageBounds(1), 5, 7);
        int left = (int)(place.Left * Figure.Scale), top = (int)(place.Top * Figure.Scale);
        int factor = (int)(place.Width * Figure.Scale) / 5;
        Assert.Equal(192 / 7, factor);
        for (int y = 0; y < 7 * factor; y++)
        {
            for (int x = 0; x < 5 * factor; x++)
            {
                int i = 4 * ((y / factor * 5) + (x / factor));
                Assert.Equal(new SKColor(rgba[i], rgba[i + 1], rgba[i + 2]), picture[left + x, top + y]);
            }
        }
        Assert.Equal(SKColors.White, picture[left - 1, top]);
        Assert.Equal(SKColors.White, picture[left + (5 * factor), top]);
    }

    [Fact]
    public void Large_images_are_reduced_to_their_square()
    {
        byte[] rgba = [.. Enumerable.Repeat<byte[]>([10, 200, 30, 255], 300 * 150).SelectMany(p => p)];
        using var picture = Draw(Mistake(new Thumbnail(300, 150, rgba)));

        var bounds = MistakesFigure.ImageBounds(0);
        Assert.Equal(new SKColor(10, 200, 30), picture.At(bounds.MidX, bounds.MidY));
        Assert.Equal(SKColors.White, picture.At(bounds.MidX, bounds.Top + 2));
        Assert.Equal(SKColors.White, picture.At(bounds.Right + 2, bounds.MidY));
    }

    [Fact]
    public void Mistakes_stand_in_rows_of_eight()
    {
        var one = MistakesFigure.Create("m", [.. Enumerable.Repeat(Mistake(null), 8)], _names);
        var two = MistakesFigure.Create("m", [.. Enumerable.Repeat(Mistake(null), 9)], _names);

        Assert.Equal(one.Width, two.Width);
        Assert.Equal(2 * one.Height, two.Height);
    }

    private static Mistake Mistake(Thumbnail? image) => new(0, 0, 1, 0.9f, 0.1f, null, image);

    private static DecodedPicture Draw(params Mistake[] mistakes) => new(MistakesFigure.Create("m", mistakes, _names).ToPng());
}
