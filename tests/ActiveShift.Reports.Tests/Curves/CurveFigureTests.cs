using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace ActiveShift.Reports.Tests.Curves;

public sealed class CurveFigureTests
{
    [Fact]
    public void Curves_have_a_point_for_each_epoch_and_batches_stand_between()
    {
        var metrics = new[]
        {
            Metrics.Epoch(1, 3, batch: 1), Metrics.Epoch(1, 2, batch: 2), Metrics.Epoch(1, 2.5, 2.6),
            Metrics.Epoch(2, 1, batch: 1), Metrics.Epoch(2, 0.5, batch: 2), Metrics.Epoch(2, 0.75, 1.5),
        };

        var series = CurveFigure.Loss(metrics).Series.Cast<LineSeries>().ToDictionary(s => s.Title, s => s.Points.Select(p => (p.X, p.Y)));

        Assert.Equal([(1, 2.5), (2, 0.75)], series["training"]);
        Assert.Equal([(1, 2.6), (2, 1.5)], series["validation"]);
        Assert.Equal([(0.5, 3), (1, 2), (1.5, 1), (2, 0.5)], series["batches"]);
    }

    [Fact]
    public void What_was_not_measured_is_not_drawn()
    {
        var metrics = new[] { Metrics.Epoch(1, 2), Metrics.Epoch(2, 1) };

        Assert.Equal(["training"], CurveFigure.Accuracy(metrics).Series.Select(s => s.Title));
        Assert.Null(CurveFigure.Shifts(metrics));
        Assert.Equal(3, CurveFigure.Shifts([Metrics.Epoch(1, 2, shifts: [0.1, 0.2, 0.3])])!.Series.Count);
    }

    [Fact]
    public void A_learning_rate_that_falls_in_steps_has_a_logarithmic_axis()
    {
        var stepped = CurveFigure.LearningRate([Metrics.Epoch(1, 2, learningRate: 0.1), Metrics.Epoch(2, 1, learningRate: 0.01)]);
        var linear = CurveFigure.LearningRate([Metrics.Epoch(1, 2, learningRate: 0.1), Metrics.Epoch(2, 1, learningRate: 0)]);

        Assert.Contains(stepped.Axes, axis => axis is LogarithmicAxis);
        Assert.DoesNotContain(linear.Axes, axis => axis is LogarithmicAxis);
        Assert.Equal([(0, 0.1), (1, 0.1), (1, 0.01), (2, 0.01)], ((LineSeries)stepped.Series[0]).Points.Select(p => (p.X, p.Y)));
    }

    [Fact]
    public void A_learning_rate_that_falls_within_an_epoch_is_seen_where_batches_are_reported()
    {
        var plot = CurveFigure.LearningRate(
        [
            Metrics.Epoch(1, 2, learningRate: 0.1, batch: 1), Metrics.Epoch(1, 2, learningRate: 0.01, batch: 2), Metrics.Epoch(1, 2, learningRate: 0.01),
        ]);

        Assert.Equal([(0, 0.1), (0.5, 0.1), (0.5, 0.01), (1, 0.01)], ((LineSeries)plot.Series[0]).Points.Select(p => (p.X, p.Y)));
    }

    [Fact]
    public void The_validation_curve_is_seen_in_the_picture_where_there_is_one()
    {
        Assert.Empty(WrongPixels([Metrics.Epoch(1, 2), Metrics.Epoch(2, 1)]));
        var seen = WrongPixels([Metrics.Epoch(1, 2, 2), Metrics.Epoch(2, 1, 1)]);

        // In the panels of loss, which falls, and of accuracy, which rises.
        Assert.Contains(seen, p => p.X < 940);
        Assert.Contains(seen, p => p.X >= 940);
        var loss = seen.Where(p => p.X is > 250 and < 700).ToList();
        Assert.True(loss.MinBy(p => p.X).Y < loss.MaxBy(p => p.X).Y);

        static List<(int X, int Y)> WrongPixels(Training.TrainingMetrics[] metrics)
        {
            using var picture = new DecodedPicture(CurveFigure.Create(metrics).ToPng());
            return picture.Find(c => c == Palette.Wrong);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    public void Odd_values_do_not_stop_the_picture(double loss) =>
        Assert.NotEmpty(CurveFigure.Create([Metrics.Epoch(1, loss), Metrics.Epoch(2, loss, loss, learningRate: 0)]).ToPng());
}
