using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace ActiveShift.Reports.Tests.Shifts;

public sealed class ShiftFigureTests
{
    private static readonly BlockSpec _spec = new(4, 4, 4, 1);

    [Theory]
    [InlineData(2, 0, 1, 0)]
    [InlineData(-2, 0, -1, 0)]
    [InlineData(0, 2, 0, 1)]
    [InlineData(0, -2, 0, -1)]
    [InlineData(1, 2, 1, 1)]
    public void Alpha_goes_to_the_right_and_beta_down(float alpha, float beta, int right, int down)
    {
        using var at = Draw(new BlockShifts(0, 0, _spec, [alpha], [beta]));
        using var origin = Draw(new BlockShifts(0, 0, _spec, [0, 2], [0, 2])); // the second point keeps the scale
        using var corner = Draw(new BlockShifts(0, 0, _spec, [2], [2]));

        var middle = Centre(Points(origin).Except(Points(corner)));
        var point = Centre(Points(at));
        Assert.Equal(right, Math.Abs(point.X - middle.X) < 3 ? 0 : Math.Sign(point.X - middle.X));
        Assert.Equal(down, Math.Abs(point.Y - middle.Y) < 3 ? 0 : Math.Sign(point.Y - middle.Y));
    }

    [Fact]
    public void All_blocks_have_one_scale_that_holds_the_largest_shift_and_the_kernel()
    {
        BlockShifts[] blocks = [new(0, 0, _spec, [0.1f], [0.2f]), new(0, 1, _spec, [-7.3f], [0])];

        Assert.Equal(8.5, ShiftFigure.Reach(blocks));
        Assert.Equal(2.5, ShiftFigure.Reach(blocks[..1]));
        Assert.All(blocks.Select(block => ShiftFigure.Panel(block, 8.5)), plot =>
        {
            Assert.All(plot.Axes, axis => Assert.Equal((-8.5, 8.5), (axis.Minimum, axis.Maximum)));
            Assert.Equal(AxisPosition.Left, plot.Axes[1].Position);
            Assert.Contains("down", plot.Axes[1].Title, StringComparison.Ordinal);
            var kernel = Assert.IsType<RectangleAnnotation>(Assert.Single(plot.Annotations));
            Assert.Equal((-1.5, 1.5), (kernel.MinimumX, kernel.MaximumX));
        });
    }

    [Fact]
    public void Titles_tell_mean_and_maximum()
    {
        var plot = ShiftFigure.Panel(new BlockShifts(3, 1, new BlockSpec(4, 2, 4, 2), [1, -2], [0, -4.5f]), 5.5);

        Assert.Equal("block 3.1, stride 2", plot.Title);
        Assert.Equal("mean 1.88, max 4.50", plot.Subtitle);
    }

    [Fact]
    public void Channels_with_the_same_shift_are_one_larger_point()
    {
        var plot = ShiftFigure.Panel(new BlockShifts(0, 0, _spec, [1, 1, 1, 0], [0, 0, 0, 0]), 2.5);

        var points = Assert.IsType<ScatterSeries>(Assert.Single(plot.Series)).Points;
        Assert.Equal([(1, 0), (0, 0)], points.Select(p => (p.X, p.Y)));
        Assert.Equal(Math.Sqrt(3), points[0].Size / points[1].Size, 6);
    }

    [Fact]
    public void Outliers_do_not_make_a_thousand_grid_lines()
    {
        var blocks = new[] { new BlockShifts(0, 0, _spec, [10_000], [0]) };
        var plot = ShiftFigure.Panel(blocks[0], ShiftFigure.Reach(blocks));

        Assert.InRange(2 * plot.Axes[0].Maximum / plot.Axes[0].MajorStep, 1, 21);
        Assert.NotEmpty(ShiftFigure.Create("s", blocks).ToPng());
    }

    private static DecodedPicture Draw(BlockShifts block) => new(ShiftFigure.Create("s", [block]).ToPng());

    /// <summary>The shifts' colour, over white or over the shaded window.</summary>
    private static List<(int X, int Y)> Points(DecodedPicture picture) => picture.Find(c => c.Red > 180 && c.Green < 150 && c.Blue < 150);

    private static (double X, double Y) Centre(IEnumerable<(int X, int Y)> pixels)
    {
        var list = pixels.ToList();
        Assert.NotEmpty(list);
        return (list.Average(p => p.X), list.Average(p => p.Y));
    }
}
