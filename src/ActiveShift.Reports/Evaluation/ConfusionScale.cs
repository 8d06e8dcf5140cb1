using System.Globalization;
using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>
/// The colours of a confusion matrix: right ones and wrong ones from white to two colours, by the square root of the share, so that the
/// few per cent of a good network's mistakes are seen.
/// </summary>
internal static class ConfusionScale
{
    private const int BarWidth = 14;
    private const int BarHeight = 180;
    private const int BarTop = 24;

    /// <summary>What <see cref="Draw"/> takes below the matrix's top, in units.</summary>
    public const int Height = BarTop + BarHeight + 44;

    /// <summary>The least share of a colour's strength where cells are so small that a paler one would not be seen.</summary>
    private const double TinyCellStrength = 0.35;

    /// <param name="share">Share of the row's images, 0 to 1.</param>
    /// <param name="isRight">Whether the cell is one of the diagonal.</param>
    /// <param name="isTiny">Whether the cell is only a few pixels large, and is to be seen however small its share is.</param>
    public static SKColor Color(double share, bool isRight, bool isTiny = false)
    {
        var full = isRight ? Palette.Right : Palette.Wrong;
        double strength = Math.Max(Math.Sqrt(share), isTiny ? TinyCellStrength : 0);
        return new SKColor(Mix(full.Red), Mix(full.Green), Mix(full.Blue));

        byte Mix(byte value) => (byte)Math.Round(255 + ((value - 255) * strength));
    }

    /// <summary>Draws what the colours mean, to the right of the matrix.</summary>
    public static void Draw(SKCanvas canvas, ConfusionLayout layout)
    {
        float left = layout.ScaleLeft, top = layout.Top + BarTop;
        Lettering.Draw(canvas, "share of row", left, layout.Top + 2, 11, Palette.Ink);
        using SKPaint paint = new() { IsAntialias = false };
        for (int y = 0; y < BarHeight * Figure.Scale; y++)
        {
            double root = 1 - (y / (double)(BarHeight * Figure.Scale));
            foreach (bool isRight in (bool[])[true, false])
            {
                paint.Color = Color(root * root, isRight);
                canvas.DrawRect(left + (isRight ? 0 : BarWidth + 2), top + (y / (float)Figure.Scale), BarWidth, 1f / Figure.Scale, paint);
            }
        }

        foreach (double share in (double[])[0, 0.01, 0.05, 0.1, 0.25, 0.5, 1])
        {
            float y = top + (float)(BarHeight * (1 - Math.Sqrt(share)));
            Lettering.Draw(canvas, string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %"), left + (2 * BarWidth) + 8, y, 10, Palette.Ink);
        }
        Lettering.DrawUpwards(canvas, "right", left + 7, top + BarHeight + 5, 10, Palette.Ink, SKTextAlign.Right);
        Lettering.DrawUpwards(canvas, "wrong", left + BarWidth + 9, top + BarHeight + 5, 10, Palette.Ink, SKTextAlign.Right);
    }
}
