using System.Runtime.InteropServices;
using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>A small picture of an image.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Rgba">Red, green, blue, 255 for each pixel, row by row.</param>
internal sealed record Thumbnail(int Width, int Height, byte[] Rgba)
{
    /// <summary>Makes a thumbnail of pixel values.</summary>
    /// <param name="chw">[channels, height, width]; red, green, blue or gray.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <remarks>
    /// Values from 0 to 255 are shown as they are. A pipeline may have scaled them: those from 0 to 1 are shown times 255, and others
    /// so that the image's least becomes black and its greatest white.
    /// </remarks>
    public static Thumbnail FromValues(ReadOnlySpan<float> chw, int channels, int height, int width)
    {
        float least = float.MaxValue, greatest = float.MinValue;
        foreach (float value in chw)
            (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        (float offset, float scale) = (least, greatest) switch
        {
            ( >= 0, > 1 and <= 255) => (0f, 1f),
            ( >= 0, <= 1) => (0f, 255f),
            _ => (least, 255f / (greatest - least)),
        };

        int plane = height * width;
        byte[] rgba = new byte[4 * plane];
        for (int i = 0; i < plane; i++)
        {
            for (int c = 0; c < 3; c++)
                rgba[(4 * i) + c] = (byte)Math.Clamp(MathF.Round((chw[(channels == 1 ? 0 : c * plane) + i] - offset) * scale), 0, 255);
            rgba[(4 * i) + 3] = byte.MaxValue;
        }
        return new Thumbnail(width, height, rgba);
    }

    public SKBitmap ToBitmap()
    {
        SKBitmap bitmap = new(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(Rgba, 0, bitmap.GetPixels(), Rgba.Length);
        return bitmap;
    }
}
