using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using OxyPlot.Series;

namespace ActiveShift.Reports.Tests.Evaluations;

public sealed class ReliabilityFigureTests
{
    [Fact]
    public void Bars_are_the_share_of_right_answers_and_the_share_of_images()
    {
        var calibration = Calibration((0.5, true), (0.5, false), (0.95, true), (0.99, true));

        var right = Bars(ReliabilityFigure.Reliability(calibration).Series[0]);
        var shares = Bars(ReliabilityFigure.Shares(calibration).Series[0]);

        Assert.Equal([50, 100], right.Select(bar => bar.Y1));
        Assert.Equal([50, 50], shares.Select(bar => bar.Y1));
        Assert.Equal(700.0 / 15, right[0].X0, 9);
        Assert.Equal(800.0 / 15, right[0].X1, 9);
        Assert.Equal(100, right[1].X1, 9);
    }

    [Fact]
    public void The_dashed_line_is_where_what_is_said_is_so()
    {
        var line = (LineSeries)ReliabilityFigure.Reliability(Calibration((0.5, true))).Series[1];

        Assert.All(line.Points, point => Assert.Equal(point.X, point.Y));
    }

    [Fact]
    public void Bars_and_line_are_seen()
    {
        var figure = ReliabilityFigure.Create("r", Calibration((0.55, true), (0.55, false), (0.95, true)));
        using var picture = new DecodedPicture(figure.ToPng());

        Assert.Equal((figure.Width * Figure.Scale, figure.Height * Figure.Scale), (picture.Width, picture.Height));
        var bars = picture.Find(colour => colour == Palette.Right);
        Assert.Contains(bars, at => at.X < picture.Width / 2);
        Assert.Contains(bars, at => at.X > picture.Width / 2);
        Assert.NotEmpty(picture.Find(colour => colour == Palette.Wrong));
    }

    private static List<RectangleBarItem> Bars(Series series) => [.. ((RectangleBarSeries)series).Items];

    private static CalibrationMetrics Calibration(params (double Probability, bool IsCorrect)[] predictions)
    {
        var bins = new CalibrationBins();
        foreach (var (probability, isCorrect) in predictions)
            bins.Add(probability, isCorrect);
        return bins.ToMetrics();
    }
}
