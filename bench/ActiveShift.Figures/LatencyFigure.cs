using System.Globalization;
using ScottPlot;

namespace ActiveShift.Figures;

/// <summary>Accuracy against latency, a line for every family of networks and way to run it.</summary>
internal static class LatencyFigure
{
    private const int Width = 900, Height = 560;

    private static readonly Series[] _series =
    [
        new("AS-ResNet, float32, our engine", "AS-ResNet", "float32", "engine", Colors.C0, LinePattern.Solid, MarkerShape.FilledCircle, Alignment.UpperLeft),
        new("AS-ResNet, 8 bits, our engine", "AS-ResNet", "int8", "engine", Colors.C0, LinePattern.Dashed, MarkerShape.OpenCircle, Alignment.LowerCenter),
        new("MobileNetV2, float32, ONNX Runtime", "ORT mobilenetv2", "float32", "ONNX Runtime", Colors.C3, LinePattern.Solid, MarkerShape.FilledSquare, Alignment.UpperLeft),
        new("MobileNetV2, 8 bits, ONNX Runtime", "ORT mobilenetv2", "int8", "ONNX Runtime", Colors.C3, LinePattern.Dashed, MarkerShape.OpenSquare, Alignment.LowerRight),
    ];

    /// <exception cref="InvalidDataException">The results have other columns, or none for so many threads.</exception>
    public static void Draw(string tsv, int threads, string png)
    {
        var results = ResultFile.Read(tsv);
        using var plot = new Plot();
        plot.Font.Set("DejaVu Sans");
        double slowest = _series.Max(series => Add(plot, series, results, threads));
        if (slowest == 0)
            throw new InvalidDataException($"'{tsv}' has no network on {threads} thread(s) whose accuracy is published.");
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"Accuracy against measured latency, {threads} thread{(threads == 1 ? "" : "s")}, batch 1"));
        plot.XLabel("milliseconds an image (median)");
        plot.YLabel("ImageNet top-1 in % (published, float32)");
        plot.Axes.SetLimitsY(62, 74);
        plot.Axes.SetLimitsX(0, slowest * 1.08);
        plot.ShowLegend(Alignment.LowerRight);
        string beside = png + ".new";
        plot.Save(beside, Width, Height, ImageFormat.Png);
        File.Move(beside, png, overwrite: true);
    }

    /// <returns>The longest time that is drawn; 0 if the results have none of the networks.</returns>
    private static double Add(Plot plot, Series series, ResultFile results, int threads)
    {
        int network = results.Column("network"), runsOn = results.Column("runs on"), threadColumn = results.Column("threads"), ms = results.Column("ms");
        List<(double Ms, PublishedAccuracy Accuracy)> points = [];
        foreach (var accuracy in PublishedAccuracy.Table.Where(a => a.Network.StartsWith(series.Family, StringComparison.Ordinal)))
        {
            var row = results.Rows.FirstOrDefault(row => row[network] == $"{accuracy.Network} {series.Precision}"
                && row[runsOn].StartsWith(series.RunsOn, StringComparison.Ordinal) && row[threadColumn] == threads.ToString(CultureInfo.InvariantCulture));
            if (row is not null)
                points.Add((double.Parse(row[ms], CultureInfo.InvariantCulture), accuracy));
        }
        if (points.Count == 0)
            return 0;
        var line = plot.Add.Scatter(points.Select(p => p.Ms).ToArray(), points.Select(p => p.Accuracy.Top1).ToArray(), series.Colour);
        line.LegendText = series.Name;
        line.LinePattern = series.Pattern;
        line.LineWidth = 2;
        line.MarkerShape = series.Marker;
        line.MarkerSize = 10;
        line.MarkerLineWidth = 2;
        foreach (var (time, accuracy) in points)
        {
            var text = plot.Add.Text(accuracy.Label, time, accuracy.Top1);
            text.LabelFontColor = series.Colour;
            text.LabelFontSize = 13;
            text.LabelAlignment = series.Label;
            // Families lie close together: each has its labels on another side.
            (text.OffsetX, text.OffsetY) = series.Label switch
            {
                Alignment.UpperLeft => (7, 3),
                Alignment.LowerRight => (-7, -3),
                _ => (-8, -8),
            };
        }
        return points.Max(p => p.Ms);
    }

    /// <param name="Name">In the legend.</param>
    /// <param name="Family">What its networks' names begin with.</param>
    /// <param name="Precision">What follows the network's name in the results.</param>
    /// <param name="RunsOn">What that column begins with.</param>
    /// <param name="Colour">Of line, markers and labels.</param>
    /// <param name="Pattern">Of the line.</param>
    /// <param name="Marker">At every network.</param>
    /// <param name="Label">Which corner of a label lies at its point.</param>
    private sealed record Series(
        string Name, string Family, string Precision, string RunsOn, Color Colour, LinePattern Pattern, MarkerShape Marker, Alignment Label);
}
