using System.Globalization;
using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>The worst mistakes as thumbnails, with what they are and what they were taken for.</summary>
internal static class MistakesFigure
{
    private const int Columns = 8;
    private const int CellWidth = 122;
    private const int ImageSide = 96;
    private const int LineHeight = 14;
    private const int CellHeight = ImageSide + (3 * LineHeight) + 14;
    private const float TextSize = 10.5f;

    /// <param name="name">Name of the picture's file.</param>
    /// <param name="mistakes">What to show, the worst first; not empty.</param>
    /// <param name="classNames">Names of the classes.</param>
    public static Figure Create(string name, IReadOnlyList<Mistake> mistakes, IReadOnlyList<string> classNames)
    {
        int rows = (mistakes.Count + Columns - 1) / Columns;
        int columns = Math.Min(Columns, mistakes.Count);
        return new Figure(
            name, $"The {mistakes.Count} images that were taken for a wrong class with the highest probability", columns * CellWidth, rows * CellHeight,
            canvas =>
            {
                for (int i = 0; i < mistakes.Count; i++)
                    DrawCell(canvas, ImageBounds(i), mistakes[i], classNames);
            });
    }

    /// <summary>The square that a mistake's image is centred in, in units.</summary>
    internal static SKRect ImageBounds(int index) => SKRect.Create(
        ((index % Columns) * CellWidth) + ((CellWidth - ImageSide) / 2), ((index / Columns) * CellHeight) + 4, ImageSide, ImageSide);

    /// <summary>Where an image of some size is drawn in its square, in units: enlarged by a whole number of pixels, or reduced to fit.</summary>
    internal static SKRect Place(SKRect bounds, int width, int height)
    {
        float room = bounds.Width * Figure.Scale;
        float factor = room / Math.Max(width, height);
        if (factor >= 1)
            factor = MathF.Floor(factor);
        // Whole pixels of the file, so that an enlarged pixel is a sharp square.
        (float w, float h) = (MathF.Max(1, MathF.Floor(width * factor)), MathF.Max(1, MathF.Floor(height * factor)));
        return SKRect.Create(
            bounds.Left + (MathF.Floor((room - w) / 2) / Figure.Scale), bounds.Top + (MathF.Floor((room - h) / 2) / Figure.Scale), w / Figure.Scale,
            h / Figure.Scale);
    }

    private static void DrawCell(SKCanvas canvas, SKRect bounds, Mistake mistake, IReadOnlyList<string> classNames)
    {
        if (mistake.Image is { } image)
        {
            DrawImage(canvas, bounds, image);
        }
        else
        {
            using SKPaint frame = new() { Style = SKPaintStyle.Stroke, Color = Palette.Line };
            canvas.DrawRect(bounds, frame);
            Lettering.Draw(canvas, "no image", bounds.MidX, bounds.MidY, TextSize, Palette.Faint, SKTextAlign.Center);
        }

        float line = bounds.Bottom + 10;
        Lettering.Draw(canvas, $"is {classNames[mistake.True]}", bounds.MidX, line, TextSize, Palette.Right, SKTextAlign.Center, CellWidth - 6);
        Lettering.Draw(
            canvas, $"taken for {classNames[mistake.Predicted]}", bounds.MidX, line + LineHeight, TextSize, Palette.Wrong, SKTextAlign.Center, CellWidth - 6);
        string figures = string.Create(
            CultureInfo.InvariantCulture, $"{100 * mistake.Probability:0.0} % (is: {100 * mistake.TrueProbability:0.0} %)");
        Lettering.Draw(canvas, figures, bounds.MidX, line + (2 * LineHeight), TextSize - 1, Palette.Faint, SKTextAlign.Center);
    }

    private static void DrawImage(SKCanvas canvas, SKRect bounds, Thumbnail image)
    {
        using SKBitmap bitmap = image.ToBitmap();
        SKRect place = Place(bounds, image.Width, image.Height);
        bool isReduced = place.Width * Figure.Scale < image.Width;
        using SKPaint paint = new() { FilterQuality = isReduced ? SKFilterQuality.High : SKFilterQuality.None, IsAntialias = false };
        canvas.DrawBitmap(bitmap, place, paint);
    }
}
