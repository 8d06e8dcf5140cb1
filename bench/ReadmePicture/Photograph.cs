using SkiaSharp;

namespace ReadmePicture;

/// <summary>The image, as large as its place allows.</summary>
internal static class Photograph
{
    public static void Draw(Pen pen, SKRect place, string file)
    {
        using var image = SKImage.FromEncodedData(file)
            ?? throw new InvalidDataException($"'{file}' is no image that can be decoded.");
        float scale = Math.Min(place.Width / image.Width, place.Height / image.Height);
        // A small image shows its pixels, as the network gets them.
        var quality = scale > 2 ? SKFilterQuality.None : SKFilterQuality.High;
        var area = SKRect.Create(place.Left, place.Top, image.Width * scale, image.Height * scale);
        using var paint = new SKPaint { FilterQuality = quality, IsAntialias = true };
        pen.Canvas.DrawImage(image, area, paint);
        pen.Frame(area, pen.Theme.Line);
    }
}
