using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>A picture that can be drawn.</summary>
/// <param name="Name">Its file's name without the extension.</param>
/// <param name="Description">What it shows, for those who can't see it.</param>
/// <param name="Width">Width in units; a unit is <see cref="Scale"/> pixels.</param>
/// <param name="Height">Height in units.</param>
/// <param name="Draw">Draws it on a white canvas, in units.</param>
internal sealed record Figure(string Name, string Description, int Width, int Height, Action<SKCanvas> Draw)
{
    /// <summary>Pixels of the file for each unit, so that pictures are sharp on dense screens and in print.</summary>
    public const int Scale = 2;

    /// <summary>The picture as a PNG file. The same data gives the same bytes on the same machine; another one may have another font.</summary>
    public byte[] ToPng()
    {
        using SKBitmap bitmap = new(new SKImageInfo(Width * Scale, Height * Scale, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale(Scale);
            Draw(canvas);
        }

        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData png = pixels.Encode(SKPngEncoderOptions.Default);
        return png.ToArray();
    }
}
