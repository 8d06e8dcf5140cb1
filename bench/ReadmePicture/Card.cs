using SkiaSharp;

namespace ReadmePicture;

/// <summary>The picture: image, classes and shifts side by side.</summary>
internal static class Card
{
    /// <summary>Pixels a unit, for screens of high resolution.</summary>
    private const int Scale = 2;

    private const float Margin = 20;
    private const float Gap = 36;
    private const float Top = 54;
    private const float Side = 224;
    private const float BarsWidth = 224;
    private const float Plot = 150;
    private const float PlotGap = 16;
    private const int MaxPlots = 3;
    private const float PlotTop = Top + (Pen.TextSize * 1.6f);

    public static void Write(NetworkAnswer answer, Theme theme, string file)
    {
        // Of a network with more stages the first, the middle and the last.
        var layers = answer.Layers;
        if (layers.Count > MaxPlots)
            layers = [layers[0], layers[layers.Count / 2], layers[^1]];
        float left = Margin + Side + Gap + BarsWidth + Gap;
        int width = (int)(left + (layers.Count * (Plot + PlotGap)) - PlotGap + Margin);
        const int height = (int)(Top + Side + Margin);

        using var surface = SKSurface.Create(new SKImageInfo(width * Scale, height * Scale));
        surface.Canvas.Scale(Scale);
        surface.Canvas.Clear(theme.Page);
        using var pen = new Pen(surface.Canvas, theme);
        float heading = Margin + Pen.TextSize;
        pen.Write("An image", Margin, heading, strong: true);
        Photograph.Draw(pen, SKRect.Create(Margin, Top, Side, Side), answer.ImagePath);
        pen.Write("its most probable classes", Margin + Side + Gap, heading, strong: true);
        ClassBars.Draw(pen, SKRect.Create(Margin + Side + Gap, Top, BarsWidth, Side), answer.Classes);
        pen.Write("and the shifts that the network learned", left, heading, strong: true);
        DrawShifts(pen, left, layers);

        using var data = surface.Snapshot().Encode(SKEncodedImageFormat.Png, 100);
        using var stream = File.Create(file);
        data.SaveTo(stream);
    }

    private static void DrawShifts(Pen pen, float left, IReadOnlyList<LayerShifts> layers)
    {
        float reach = MathF.Max(1, MathF.Ceiling(layers.Max(layer => layer.Largest))) + 0.5f;
        for (int i = 0; i < layers.Count; i++)
        {
            float x = left + (i * (Plot + PlotGap));
            pen.Write($"stage {layers[i].Stage}", x, Top + Pen.TextSize);
            ShiftPlot.Draw(pen, SKRect.Create(x, PlotTop, Plot, Plot), layers[i], reach);
        }
        const float bottom = Top + Side;
        pen.Write("A point: where one channel looks. The grid: whole pixels.", left, bottom - (Pen.TextSize * 1.5f));
        pen.Write("Dashed: all that a 3×3 convolution sees.", left, bottom);
    }
}
