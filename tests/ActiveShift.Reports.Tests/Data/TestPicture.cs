using System.Runtime.InteropServices;
using SkiaSharp;

namespace ActiveShift.Reports.Tests.Data;

/// <summary>Makes PNG files.</summary>
internal static class TestPicture
{
    /// <param name="rgb">[height, width, 3].</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static byte[] Png(byte[] rgb, int width, int height)
    {
        byte[] rgba = [.. rgb.Chunk(3).SelectMany(p => new[] { p[0], p[1], p[2], byte.MaxValue })];
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData png = pixels.Encode(SKPngEncoderOptions.Default);
        return png.ToArray();
    }
}
