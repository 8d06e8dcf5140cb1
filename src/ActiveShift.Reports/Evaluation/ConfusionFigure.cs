using System.Globalization;
using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>A confusion matrix: rows are the true classes, columns the predicted ones, colours the share of the row.</summary>
internal static class ConfusionFigure
{
    private const float TextSize = 11;
    private const float MinGridSide = 6;

    private static readonly int[] _tickSteps = [10, 20, 50, 100];

    /// <param name="name">Name of the picture's file.</param>
    /// <param name="confusion">What was counted.</param>
    public static Figure Create(string name, ConfusionCounts confusion)
    {
        var layout = Layout(confusion);
        return new Figure(
            name, $"Confusion matrix of {confusion.Classes} classes: rows are the true classes, columns the predicted ones", layout.Width, layout.Height,
            canvas =>
            {
                DrawAxes(canvas, layout, confusion.ClassNames);
                DrawCells(canvas, layout, confusion);
                ConfusionScale.Draw(canvas, layout);
            });
    }

    internal static ConfusionLayout Layout(ConfusionCounts confusion) =>
        new(confusion.Classes, confusion.ClassNames.Max(name => Lettering.Measure(name, TextSize)));

    private static void DrawAxes(SKCanvas canvas, ConfusionLayout layout, IReadOnlyList<string> names)
    {
        float middle = layout.MatrixSide / 2;
        Lettering.Draw(canvas, "predicted class", layout.Left + middle, 10, TextSize + 1, Palette.Ink, SKTextAlign.Center);
        Lettering.DrawUpwards(canvas, "true class", 10, layout.Top + middle, TextSize + 1, Palette.Ink, SKTextAlign.Center);
        float size = layout.HasNames ? Math.Clamp(layout.CellSide - 1, 6, TextSize) : TextSize - 1;
        int step = layout.HasNames ? 1 : TickStep(layout.Cells);
        for (int i = 0; i < layout.Cells; i += step)
        {
            string label = layout.HasNames ? names[i] : (i * layout.ClassesPerCell).ToString(CultureInfo.InvariantCulture);
            float at = (i + 0.5f) * layout.CellSide;
            Lettering.Draw(canvas, label, layout.Left - 6, layout.Top + at, size, Palette.Ink, SKTextAlign.Right, layout.LabelRoom - 10);
            Lettering.DrawUpwards(canvas, label, layout.Left + at, layout.Top - 6, size, Palette.Ink, maxWidth: layout.LabelRoom - 10);
        }
    }

    /// <summary>About ten ticks, at round numbers.</summary>
    private static int TickStep(int cells) => _tickSteps.First(step => cells <= 10 * step);

    private static void DrawCells(SKCanvas canvas, ConfusionLayout layout, ConfusionCounts confusion)
    {
        var counts = new Dictionary<(int Row, int Column), long>();
        long[] rowTotals = new long[layout.Cells];
        foreach (var pair in confusion.Pairs)
        {
            var cell = (pair.True / layout.ClassesPerCell, pair.Predicted / layout.ClassesPerCell);
            counts[cell] = counts.GetValueOrDefault(cell) + pair.Count;
            rowTotals[cell.Item1] += pair.Count;
        }

        using SKPaint fill = new() { IsAntialias = false };
        foreach (var ((row, column), count) in counts)
        {
            double share = (double)count / rowTotals[row];
            fill.Color = ConfusionScale.Color(share, row == column, layout.HasTinyCells);
            canvas.DrawRect(layout.Cell(row, column), fill);
            if (layout.HasNumbers)
                DrawNumber(canvas, layout.Cell(row, column), count, share);
        }

        DrawLines(canvas, layout);
    }

    private static void DrawLines(SKCanvas canvas, ConfusionLayout layout)
    {
        using SKPaint line = new() { Color = Palette.Line, Style = SKPaintStyle.Stroke, StrokeWidth = 1f / Figure.Scale };
        // Around the matrix and not over it: a cell may be a single pixel.
        const float outside = 0.5f / Figure.Scale;
        canvas.DrawRect(
            SKRect.Create(layout.Left - outside, layout.Top - outside, layout.MatrixSide + (2 * outside), layout.MatrixSide + (2 * outside)), line);
        if (layout.CellSide < MinGridSide)
            return;
        for (int i = 1; i < layout.Cells; i++)
        {
            float at = i * layout.CellSide;
            canvas.DrawLine(layout.Left + at, layout.Top, layout.Left + at, layout.Top + layout.MatrixSide, line);
            canvas.DrawLine(layout.Left, layout.Top + at, layout.Left + layout.MatrixSide, layout.Top + at, line);
        }
    }

    private static void DrawNumber(SKCanvas canvas, SKRect cell, long count, double share)
    {
        string text = count.ToString(CultureInfo.InvariantCulture);
        float size = Math.Min(TextSize + 1, (TextSize + 1) * (cell.Width - 4) / Lettering.Measure(text, TextSize + 1));
        Lettering.Draw(canvas, text, cell.MidX, cell.MidY, size, share > 0.45 ? SKColors.White : Palette.Ink, SKTextAlign.Center);
    }
}
