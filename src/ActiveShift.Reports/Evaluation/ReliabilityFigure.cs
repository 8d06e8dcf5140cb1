using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace ActiveShift.ML;

/// <summary>
/// A reliability diagram: how often predictions are right, by the probability that they are made with.
/// </summary>
internal static class ReliabilityFigure
{
    private const int PanelWidth = 470;
    private const int PanelHeight = 300;

    /// <param name="name">Its file's name without the extension.</param>
    /// <param name="calibration">What was counted; not without images.</param>
    public static Figure Create(string name, CalibrationMetrics calibration)
    {
        PlotModel[] plots = [Reliability(calibration), Shares(calibration)];
        return new Figure(
            name, "How often predictions are right, and how many there are, by the probability of the predicted class",
            plots.Length * PanelWidth, PanelHeight,
            canvas => PlotGrid.Draw(canvas, plots, plots.Length, 0, PanelWidth, PanelHeight));
    }

    internal static PlotModel Reliability(CalibrationMetrics calibration)
    {
        var plot = Panel("Right answers by probability", "% right", maximum: 100);
        plot.Series.Add(Bars(calibration, bin => 100 * bin.Accuracy));
        var said = new LineSeries { Color = Palette.Wrong.ToOxy(), StrokeThickness = 1.6, LineStyle = LineStyle.Dash };
        said.Points.AddRange([new DataPoint(0, 0), new DataPoint(100, 100)]);
        plot.Series.Add(said);
        return plot;
    }

    internal static PlotModel Shares(CalibrationMetrics calibration)
    {
        var plot = Panel("Images by probability", "% of the images", maximum: double.NaN);
        plot.Series.Add(Bars(calibration, bin => 100.0 * bin.Images / calibration.Images));
        return plot;
    }

    private static PlotModel Panel(string title, string unit, double maximum)
    {
        var plot = PlotGrid.CreatePlot(title);
        plot.Axes.Add(PlotGrid.Style(
            new LinearAxis { Minimum = 0, Maximum = 100, MajorStep = 20 },
            AxisPosition.Bottom, "probability of the predicted class, %"));
        plot.Axes.Add(PlotGrid.Style(
            new LinearAxis { Minimum = 0, Maximum = maximum, MaximumPadding = 0.05, IntervalLength = 40 },
            AxisPosition.Left, unit));
        return plot;
    }

    private static RectangleBarSeries Bars(CalibrationMetrics calibration, Func<CalibrationBin, double> height)
    {
        var bars = new RectangleBarSeries
        {
            FillColor = Palette.Right.ToOxy(),
            StrokeColor = OxyColors.White,
            StrokeThickness = 1,
        };
        foreach (var bin in calibration.Bins.Where(bin => bin.Images > 0))
            bars.Items.Add(new RectangleBarItem(100 * bin.Above, 0, 100 * bin.UpTo, height(bin)));
        return bars;
    }
}
