using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace ActiveShift.ML;

/// <summary>
/// The shifts of every block as scatter plots, as in Figure 3 of the paper (Jeon &amp; Kim, NIPS 2018): a point for each channel, α to the right,
/// β down, as in an image; one scale for all blocks.
/// </summary>
internal static class ShiftFigure
{
    private const int MaxColumns = 6;
    private const int PanelWidth = 176;
    private const int PanelHeight = 205;
    private const int Header = 26;
    private const double KernelReach = 1.5;
    private const double PointSize = 1.9;

    private static readonly int[] _gridSteps = [1, 2, 5, 10, 20, 50, 100];

    /// <param name="name">Name of the picture's file.</param>
    /// <param name="blocks">The shifts; not empty.</param>
    public static Figure Create(string name, IReadOnlyList<BlockShifts> blocks)
    {
        int columns = Math.Min(MaxColumns, Math.Max(3, blocks.Count));
        int rows = (blocks.Count + columns - 1) / columns;
        double reach = Reach(blocks);
        return new Figure(
            name, $"Scatter plots of the shifts of {blocks.Count} blocks, α horizontally and β vertically", columns * PanelWidth, Header + (rows * PanelHeight),
            canvas =>
            {
                Lettering.Draw(
                    canvas, "a point for each channel: α to the right, β down; shaded: a 3×3 kernel's window", 8, 13, 12, Palette.Ink,
                    maxWidth: (columns * PanelWidth) - 16);
                PlotGrid.Draw(canvas, [.. blocks.Select(block => Panel(block, reach))], columns, Header, PanelWidth, PanelHeight);
            });
    }

    /// <summary>How far all plots go from the middle, in pixels: over the largest shift and the 3×3 window, to halfway between grid lines.</summary>
    internal static double Reach(IReadOnlyList<BlockShifts> blocks) => Math.Ceiling(Math.Max(KernelReach, blocks.Max(block => block.MaxAbsolute)) + 0.25) + 0.5;

    internal static PlotModel Panel(BlockShifts block, double reach)
    {
        string figures = string.Create(CultureInfo.InvariantCulture, $"mean {block.MeanAbsolute:0.00}, max {block.MaxAbsolute:0.00}");
        string stride = block.Spec.Stride == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", stride {block.Spec.Stride}");
        var plot = PlotGrid.CreatePlot(string.Create(CultureInfo.InvariantCulture, $"block {block.Stage}.{block.Block}{stride}"), figures);
        plot.PlotType = PlotType.Cartesian;
        plot.TitleFontSize = 11.5;
        plot.SubtitleFontSize = 10;
        plot.DefaultFontSize = 9.5;
        plot.Padding = new OxyThickness(4, 4, 4, 14);
        plot.PlotMargins = new OxyThickness(40, 2, 6, 32);
        // A row of an image lies below the one before it.
        plot.Axes.Add(Axis(reach, AxisPosition.Bottom, "α"));
        plot.Axes.Add(Axis(reach, AxisPosition.Left, "β (down)"));
        (plot.Axes[1].StartPosition, plot.Axes[1].EndPosition) = (1, 0);
        plot.Annotations.Add(new RectangleAnnotation
        {
            MinimumX = -KernelReach,
            MaximumX = KernelReach,
            MinimumY = -KernelReach,
            MaximumY = KernelReach,
            Fill = OxyColor.FromAColor(26, Palette.Right.ToOxy()),
            Stroke = OxyColor.FromAColor(110, Palette.Right.ToOxy()),
            StrokeThickness = 1,
            Layer = AnnotationLayer.BelowSeries,
        });
        plot.Series.Add(Points(block));
        return plot;
    }

    private static LinearAxis Axis(double reach, AxisPosition position, string title)
    {
        var axis = PlotGrid.Style(new LinearAxis { Minimum = -reach, Maximum = reach, StringFormat = "0" }, position, title);
        axis.MajorStep = _gridSteps.FirstOrDefault(step => reach / step <= 5, 1000);
        axis.MinorStep = axis.MajorStep;
        if (reach <= 10)
        {
            // Every whole pixel has a line, whether it has a number or not.
            axis.MinorStep = 1;
            axis.MinorGridlineStyle = LineStyle.Solid;
            axis.MinorGridlineColor = Palette.Line.ToOxy();
        }
        axis.MajorGridlineThickness = axis.MinorGridlineThickness = 0.5;
        return axis;
    }

    /// <summary>Channels with the same shift, as those of fixed ones, are one point with their area.</summary>
    private static ScatterSeries Points(BlockShifts block)
    {
        var series = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerFill = OxyColor.FromAColor(170, Palette.Wrong.ToOxy()), MarkerStrokeThickness = 0 };
        foreach (var group in block.Alpha.Zip(block.Beta).GroupBy(shift => shift))
            series.Points.Add(new ScatterPoint(group.Key.First, group.Key.Second, Math.Min(6, PointSize * Math.Sqrt(group.Count()))));
        return series;
    }
}
