using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.SkiaSharp;
using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>Plots side by side in rows, all of one size.</summary>
internal static class PlotGrid
{
    /// <summary>An empty plot in the report's style.</summary>
    public static PlotModel CreatePlot(string title, string? subtitle = null) => new()
    {
        Title = title,
        Subtitle = subtitle,
        TitleFontSize = 13,
        TitleFontWeight = FontWeights.Normal,
        SubtitleFontSize = 11,
        SubtitleColor = Palette.Faint.ToOxy(),
        DefaultFont = Lettering.Family,
        DefaultFontSize = 11,
        TextColor = Palette.Ink.ToOxy(),
        PlotAreaBorderColor = Palette.Line.ToOxy(),
        Culture = CultureInfo.InvariantCulture,
        Background = OxyColors.White,
    };

    /// <summary>Puts an axis into the report's style.</summary>
    public static TAxis Style<TAxis>(TAxis axis, AxisPosition position, string title)
        where TAxis : Axis
    {
        axis.Position = position;
        axis.Title = title;
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = Palette.Line.ToOxy();
        axis.TicklineColor = Palette.Line.ToOxy();
        axis.MinorTickSize = 0;
        axis.AxisTitleDistance = 6;
        return axis;
    }

    /// <summary>Draws plots from left to right and from top to bottom, in units.</summary>
    public static void Draw(SKCanvas canvas, IReadOnlyList<PlotModel> plots, int columns, float top, float width, float height)
    {
        for (int i = 0; i < plots.Count; i++)
        {
            using SKBitmap bitmap = Render(plots[i], (int)width, (int)height);
            float left = i % columns * width, y = top + (i / columns * height);
            canvas.DrawBitmap(bitmap, SKRect.Create(left, y, width, height));
        }
    }

    // OxyPlot scales by itself, so that its lines meet the pixels; drawn through the canvas's own scale they would be blurred.
    private static SKBitmap Render(IPlotModel plot, int width, int height)
    {
        SKBitmap bitmap = new(new SKImageInfo(width * Figure.Scale, height * Figure.Scale, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(SKColors.White);
        // Text shaping would need HarfBuzz's native library, and no label of ours needs shaping.
        using SkiaRenderContext context = new()
        {
            SkCanvas = canvas,
            RenderTarget = RenderTarget.PixelGraphic,
            DpiScale = Figure.Scale,
            UseTextShaping = false,
        };
        plot.Update(updateData: true);
        plot.Render(context, new OxyRect(0, 0, width, height));
        return bitmap;
    }
}
