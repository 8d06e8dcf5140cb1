using ActiveShift.Training;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace ActiveShift.ML;

/// <summary>How a training went: loss, accuracy, learning rate and shifts over the epochs.</summary>
internal static class CurveFigure
{
    private const int Columns = 2;
    private const int PanelWidth = 470;
    private const int PanelHeight = 280;
    private const int MaxMarkedPoints = 30;

    /// <param name="metrics">As the callback gave them; those of batches are drawn faintly behind the epochs'. Not empty.</param>
    public static Figure Create(IReadOnlyList<TrainingMetrics> metrics)
    {
        var plots = new List<PlotModel> { Loss(metrics), Accuracy(metrics), LearningRate(metrics) };
        if (Shifts(metrics) is { } shifts)
            plots.Add(shifts);
        int rows = (plots.Count + Columns - 1) / Columns;
        return new Figure(
            "training-curves", "Loss, accuracy, learning rate and mean shift over the epochs of the training", Columns * PanelWidth, rows * PanelHeight,
            canvas => PlotGrid.Draw(canvas, plots, Columns, 0, PanelWidth, PanelHeight));
    }

    internal static PlotModel Loss(IReadOnlyList<TrainingMetrics> metrics)
    {
        var plot = Panel("Loss", "cross-entropy, nats", metrics);
        AddBatches(plot, metrics, m => m.Loss);
        AddCurve(plot, "training", 0, metrics, m => m.Loss);
        AddCurve(plot, "validation", 1, metrics, m => m.ValidationLoss);
        return plot;
    }

    internal static PlotModel Accuracy(IReadOnlyList<TrainingMetrics> metrics)
    {
        var plot = Panel("Accuracy", "%", metrics);
        AddBatches(plot, metrics, m => 100 * m.Accuracy);
        AddCurve(plot, "training", 0, metrics, m => 100 * m.Accuracy);
        AddCurve(plot, "validation", 1, metrics, m => 100 * m.ValidationAccuracy);
        return plot;
    }

    internal static PlotModel LearningRate(IReadOnlyList<TrainingMetrics> metrics)
    {
        // Steps by factors want a logarithm; a line or a cosine down to 0 does not.
        var rates = metrics.Select(m => m.LearningRate).Distinct().ToList();
        bool isStepped = rates.Count is > 1 and <= 8 && rates.Min() > 0;
        Axis axis = isStepped
            ? new LogarithmicAxis { StringFormat = "0.######", Minimum = rates.Min() / 2, Maximum = rates.Max() * 2 }
            : new LinearAxis { Minimum = 0, Maximum = rates.Max() * 1.1 };
        var plot = Panel("Learning rate", "", metrics, axis);
        plot.Series.Add(Stairs(metrics, m => m.LearningRate));
        plot.IsLegendVisible = false;
        return plot;
    }

    internal static PlotModel? Shifts(IReadOnlyList<TrainingMetrics> metrics)
    {
        int stages = metrics[0].MeanAbsoluteShift.Count;
        if (metrics.All(m => m.MeanAbsoluteShift.All(shift => shift == 0)))
            return null;
        var plot = Panel("Mean |shift| of each stage", "pixels", metrics);
        for (int s = 0; s < stages; s++)
        {
            int stage = s;
            AddCurve(plot, $"stage {stage}", stage, metrics, m => m.MeanAbsoluteShift[stage]);
        }
        return plot;
    }

    private static PlotModel Panel(string title, string unit, IReadOnlyList<TrainingMetrics> metrics, Axis? vertical = null)
    {
        var plot = PlotGrid.CreatePlot(title);
        var horizontal = PlotGrid.Style(new LinearAxis { MinimumMajorStep = 1, StringFormat = "0" }, AxisPosition.Bottom, "epoch");
        (int first, int last) = (metrics.Min(m => m.Epoch), metrics.Max(m => m.Epoch));
        // Room for the last marker.
        (horizontal.Minimum, horizontal.Maximum) = (first - 1, last + Math.Max(0.25, (last - first) * 0.02));
        plot.Axes.Add(horizontal);
        plot.Axes.Add(PlotGrid.Style(vertical ?? new LinearAxis { MinimumPadding = 0.05, MaximumPadding = 0.05, IntervalLength = 40 }, AxisPosition.Left, unit));
        plot.Legends.Add(new Legend
        {
            LegendPosition = LegendPosition.RightTop,
            LegendPlacement = LegendPlacement.Outside,
            LegendBorderThickness = 0,
            LegendFontSize = 11,
        });
        return plot;
    }

    private static void AddCurve(
        PlotModel plot, string name, int colour, IReadOnlyList<TrainingMetrics> metrics, Func<TrainingMetrics, double?> value)
    {
        DataPoint[] points = [.. metrics.Where(m => m.Batch is null && value(m) is not null).Select(m => new DataPoint(m.Epoch, value(m)!.Value))];
        if (points.Length == 0)
            return;
        var line = new LineSeries
        {
            Title = name,
            Color = Palette.Series(colour),
            StrokeThickness = 1.6,
            MarkerType = points.Length <= MaxMarkedPoints ? MarkerType.Circle : MarkerType.None,
            MarkerSize = 2.5,
            MarkerFill = Palette.Series(colour),
        };
        line.Points.AddRange(points);
        plot.Series.Add(line);
    }

    /// <summary>What holds until a batch or an epoch ends, from the end of the one before.</summary>
    private static LineSeries Stairs(IReadOnlyList<TrainingMetrics> metrics, Func<TrainingMetrics, double> value)
    {
        var line = new LineSeries { Color = Palette.Series(0), StrokeThickness = 1.6 };
        int batches = Batches(metrics);
        double before = metrics[0].Epoch - 1;
        foreach (var m in metrics.Where(m => m.Batch is not null == batches > 0))
        {
            double end = Position(m, batches);
            line.Points.AddRange([new DataPoint(before, value(m)), new DataPoint(end, value(m))]);
            before = end;
        }
        return line;
    }

    /// <summary>Where a batch or an epoch ends, in epochs.</summary>
    private static double Position(TrainingMetrics m, int batches) => m.Batch is { } batch ? m.Epoch - 1 + ((double)batch / batches) : m.Epoch;

    /// <summary>Batches of an epoch; 0 if only epochs were reported.</summary>
    private static int Batches(IReadOnlyList<TrainingMetrics> metrics) => metrics.Max(m => m.Batch ?? 0);

    private static void AddBatches(PlotModel plot, IReadOnlyList<TrainingMetrics> metrics, Func<TrainingMetrics, double> value)
    {
        int batches = Batches(metrics);
        if (batches == 0)
            return;
        var line = new LineSeries { Title = "batches", Color = OxyColor.FromAColor(70, Palette.Series(0)), StrokeThickness = 1 };
        line.Points.AddRange(metrics.Where(m => m.Batch is not null).Select(m => new DataPoint(Position(m, batches), value(m))));
        plot.Series.Add(line);
    }
}
