using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>Text in pictures. A system without fonts, as containers often are, gets pictures without text.</summary>
internal static class Lettering
{
    private static readonly string[] _preferred = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Segoe UI", "Arial", "Helvetica"];

    private static readonly Lazy<SKTypeface> _typeface = new(FindTypeface);

    /// <summary>Whether there is any font to write with.</summary>
    public static bool IsAvailable => SKFontManager.Default.FontFamilyCount > 0;

    /// <summary>The font's family, for OxyPlot.</summary>
    public static string Family => _typeface.Value.FamilyName;

    /// <summary>Draws one line of text.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">What; cut with an ellipsis where it is longer than <paramref name="maxWidth"/>.</param>
    /// <param name="x">The text's left end, middle or right end, by <paramref name="align"/>.</param>
    /// <param name="middle">The height at which the middle of small letters lies.</param>
    /// <param name="size">Size of the font in units.</param>
    /// <param name="color">The colour.</param>
    /// <param name="align">What <paramref name="x"/> is.</param>
    /// <param name="maxWidth">The most it may take.</param>
    public static void Draw(
        SKCanvas canvas, string text, float x, float middle, float size, SKColor color, SKTextAlign align = SKTextAlign.Left,
        float maxWidth = float.MaxValue)
    {
        using SKPaint paint = Paint(text, size);
        paint.Color = color;
        paint.TextAlign = align;
        canvas.DrawText(Fit(text, paint, maxWidth), x, middle + (size * 0.35f), paint);
    }

    /// <summary>As <see cref="Draw"/>, but upwards from (<paramref name="x"/>, <paramref name="bottom"/>), or centred there.</summary>
    public static void DrawUpwards(
        SKCanvas canvas, string text, float x, float bottom, float size, SKColor color, SKTextAlign align = SKTextAlign.Left,
        float maxWidth = float.MaxValue)
    {
        canvas.Save();
        canvas.Translate(x, bottom);
        canvas.RotateDegrees(-90);
        Draw(canvas, text, 0, 0, size, color, align, maxWidth);
        canvas.Restore();
    }

    /// <summary>Width of a text in units.</summary>
    public static float Measure(string text, float size)
    {
        using SKPaint paint = Paint(text, size);
        return paint.MeasureText(text);
    }

    private static string Fit(string text, SKPaint paint, float maxWidth)
    {
        if (paint.MeasureText(text) <= maxWidth)
            return text;
        int length = text.Length - 1;
        while (length > 1 && paint.MeasureText(text[..length] + "…") > maxWidth)
            length--;
        // Half of a surrogate pair is no character.
        return text[..(length > 1 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : Math.Max(length, 0))] + "…";
    }

    private static SKPaint Paint(string text, float size) => new()
    {
        Typeface = TypefaceFor(text),
        TextSize = size,
        IsAntialias = true,
        SubpixelText = true,
    };

    /// <summary>Class names may be in a script that the usual font lacks.</summary>
    private static SKTypeface TypefaceFor(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!_typeface.Value.ContainsGlyph(rune.Value) && SKFontManager.Default.MatchCharacter(rune.Value) is { } other)
                return other;
        }
        return _typeface.Value;
    }

    private static SKTypeface FindTypeface()
    {
        string[] families = [.. SKFontManager.Default.FontFamilies];
        string? known = _preferred.FirstOrDefault(name => families.Contains(name, StringComparer.OrdinalIgnoreCase));
        return (known is null ? null : SKTypeface.FromFamilyName(known)) ?? SKTypeface.Default;
    }
}
