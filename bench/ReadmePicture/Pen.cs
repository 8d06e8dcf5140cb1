using SkiaSharp;

namespace ReadmePicture;

/// <summary>Draws on a canvas in a theme's colours.</summary>
internal sealed class Pen(SKCanvas canvas, Theme theme) : IDisposable
{
    public const float TextSize = 15;

    private readonly SKTypeface _plain = SKTypeface.FromFamilyName("DejaVu Sans");
    private readonly SKTypeface _bold = SKTypeface.FromFamilyName("DejaVu Sans", SKFontStyle.Bold);

    public SKCanvas Canvas { get; } = canvas;

    public Theme Theme { get; } = theme;

    /// <param name="text">One line.</param>
    /// <param name="x">Its left end, middle or right end, by <paramref name="align"/>.</param>
    /// <param name="baseline">Where its letters stand.</param>
    /// <param name="strong">Whether it is a heading.</param>
    /// <param name="align">What <paramref name="x"/> is.</param>
    /// <param name="width">The most it may take; a longer one is cut.</param>
    public void Write(
        string text, float x, float baseline, bool strong = false,
        SKTextAlign align = SKTextAlign.Left, float width = float.MaxValue)
    {
        using var paint = new SKPaint
        {
            Typeface = strong ? _bold : _plain,
            TextSize = TextSize,
            TextAlign = align,
            Color = strong ? Theme.Strong : Theme.Text,
            IsAntialias = true,
            SubpixelText = true,
        };
        if (paint.MeasureText(text) > width)
        {
            long fits = paint.BreakText(text, width - paint.MeasureText("…"));
            text = text[..(int)fits].TrimEnd(' ', ',') + "…";
        }
        Canvas.DrawText(text, x, baseline, paint);
    }

    public void Fill(SKRect area, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        Canvas.DrawRect(area, paint);
    }

    public void Frame(SKRect area, SKColor color, bool dashed = false)
    {
        using var dashes = dashed ? SKPathEffect.CreateDash([4, 4], 0) : null;
        using var paint = new SKPaint
        {
            Color = color,
            IsStroke = true,
            StrokeWidth = 1,
            PathEffect = dashes,
            IsAntialias = true,
        };
        Canvas.DrawRect(area, paint);
    }

    public void Line(float x1, float y1, float x2, float y2, SKColor color)
    {
        using var paint = new SKPaint { Color = color, StrokeWidth = 1 };
        Canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    public void Dot(float x, float y, float radius, SKColor color)
    {
        using var paint = new SKPaint { Color = color.WithAlpha(170), IsAntialias = true };
        Canvas.DrawCircle(x, y, radius, paint);
    }

    public void Dispose()
    {
        _plain.Dispose();
        _bold.Dispose();
    }
}
