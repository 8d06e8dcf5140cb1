using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using SkiaSharp;

namespace ActiveShift.Reports.Tests.Evaluations;

public sealed class ConfusionFigureTests
{
    [Fact]
    public void Cells_have_the_colour_of_their_share_of_the_row()
    {
        var counts = Counts(4, (0, 0, 3), (0, 2, 1), (1, 1, 50), (3, 0, 2));
        using var picture = new DecodedPicture(ConfusionFigure.Create("c", counts).ToPng());
        var layout = ConfusionFigure.Layout(counts);

        Assert.Equal(ConfusionScale.Color(0.75, isRight: true), Corner(0, 0));
        Assert.Equal(ConfusionScale.Color(0.25, isRight: false), Corner(0, 2));
        Assert.Equal(Palette.Right, Corner(1, 1));
        Assert.Equal(Palette.Wrong, Corner(3, 0));
        Assert.Equal(SKColors.White, Corner(0, 1));
        Assert.Equal(SKColors.White, Corner(0, 3));
        Assert.Equal(SKColors.White, Corner(2, 2));
        // A quarter is half as strong as all of a row, by the square root.
        Assert.InRange(Corner(0, 2).Green, ((255 + Palette.Wrong.Green) / 2) - 1, ((255 + Palette.Wrong.Green) / 2) + 1);

        // Beside the number, which is in the middle.
        SKColor Corner(int row, int column) => picture.At(layout.Cell(row, column).Left + 4, layout.Cell(row, column).Top + 4);
    }

    [Fact]
    public void Few_classes_have_numbers_and_many_have_none()
    {
        Assert.True(HasDarkPixels(20));
        Assert.False(HasDarkPixels(21));

        static bool HasDarkPixels(int classes)
        {
            if (!Lettering.IsAvailable)
                Assert.Skip("There is no font on this system.");
            var counts = Counts(classes, (0, 1, 1), (0, 2, 99));
            using var picture = new DecodedPicture(ConfusionFigure.Create("c", counts).ToPng());
            var cell = ConfusionFigure.Layout(counts).Cell(0, 1);
            return picture.Find(colour => colour.Red < 100 && colour.Green < 100)
                .Exists(at => cell.Contains(at.X / (float)Figure.Scale, at.Y / (float)Figure.Scale));
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 1)]
    [InlineData(999, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(5000, 5)]
    public void Any_number_of_classes_fits_a_picture(int classes, int perCell)
    {
        int last = classes - 1;
        var counts = Counts(classes, (last, last, 1), (last, 0, 1));
        var figure = ConfusionFigure.Create("c", counts);
        using var picture = new DecodedPicture(figure.ToPng());
        var layout = ConfusionFigure.Layout(counts);

        Assert.Equal(perCell, layout.ClassesPerCell);
        Assert.InRange(Math.Max(figure.Width, figure.Height), 100, 1300);
        var corner = layout.Cell(layout.Cells - 1, 0);
        Assert.True(picture.At(corner.Left + (corner.Width / 4), corner.Top + (corner.Height / 4)) is { Red: > 180, Blue: < 200 });
        corner = layout.Cell(layout.Cells - 1, layout.Cells - 1);
        Assert.True(picture.At(corner.Left + (corner.Width / 4), corner.Top + (corner.Height / 4)) is { Red: < 150, Blue: > 150 });
    }

    private static ConfusionCounts Counts(int classes, params (int True, int Predicted, int Count)[] entries)
    {
        var counts = new ConfusionCounts([.. Enumerable.Range(0, classes).Select(c => $"class {c}")]);
        foreach (var (t, p, n) in entries)
        {
            for (int i = 0; i < n; i++)
                counts.Add(t, p);
        }
        return counts;
    }
}
