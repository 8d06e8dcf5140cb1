using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using SkiaSharp;

namespace ActiveShift.Reports.Tests.Drawing;

public sealed class LetteringTests
{
    [Fact]
    public void Long_text_is_cut_to_its_room()
    {
        if (!Lettering.IsAvailable)
            Assert.Skip("There is no font on this system.");
        const string text = "a rather long name of a class";
        Assert.True(Lettering.Measure(text, 12) > 100);
        var figure = new Figure("f", "f", 300, 40, canvas => Lettering.Draw(canvas, text, 10, 20, 12, SKColors.Black, maxWidth: 100));
        using var picture = new DecodedPicture(figure.ToPng());

        var ink = picture.Find(c => c.Red < 128);
        Assert.NotEmpty(ink);
        Assert.InRange(ink.Max(p => p.X) / Figure.Scale, 60, 110);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\U0001F600\U0001F600\U0001F600")]
    [InlineData("猫と犬")]
    public void Any_text_can_be_drawn(string text)
    {
        var figure = new Figure("f", "f", 60, 40, canvas => Lettering.Draw(canvas, text, 10, 20, 12, SKColors.Black, maxWidth: 14));
        Assert.NotEmpty(figure.ToPng());
    }
}
