using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Data;

/// <summary>Small pictures of three kinds of shapes: a red disc, a green square, blue stripes, at changing places on a noisy ground.</summary>
internal static class Shapes
{
    // Not square, so that mixed-up sides show.
    public const int Height = 12;
    public const int Width = 16;
    public const int Classes = 3;

    public static readonly string[] Names = ["disc", "square", "stripes"];

    public static int Class(long row) => (int)(row % Classes);

    /// <summary>RGB, [height, width, 3].</summary>
    public static byte[] Rgb(long row, int height = Height, int width = Width)
    {
        byte[] pixels = new byte[height * width * 3];
        int top = (int)(row * 7 % 4), left = (int)(row * 5 % 7);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int c = 0; c < 3; c++)
                    pixels[(((y * width) + x) * 3) + c] = (byte)(Noise(row, y, x, c) % 40);
                if (IsInside(Class(row), y - top, x - left))
                    pixels[(((y * width) + x) * 3) + Class(row)] += (byte)(180 + (row % 30));
            }
        }
        return pixels;
    }

    /// <summary>Gray, [height, width].</summary>
    public static byte[] Gray(long row)
    {
        byte[] rgb = Rgb(row);
        return [.. Enumerable.Range(0, rgb.Length / 3).Select(i => rgb[(3 * i) + Class(row)])];
    }

    /// <summary>[height, width, channels] to [channels, height, width].</summary>
    public static byte[] Planar(byte[] interleaved) =>
        [.. Enumerable.Range(0, 3).SelectMany(c => Enumerable.Range(0, interleaved.Length / 3).Select(i => interleaved[(3 * i) + c]))];

    public static byte[] Encode(byte[] rgb, int height = Height, int width = Width, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Marshal.Copy(Rgba(rgb), 0, bitmap.GetPixels(), width * height * 4);
        using SKPixmap pixmap = bitmap.PeekPixels();
        using SKData data = pixmap.Encode(format, 95);
        return data.ToArray();
    }

    public static byte[] Png(long row) => Encode(Rgb(row));

    public static MLImage Image(long row) => MLImage.CreateFromPixels(Width, Height, MLPixelFormat.Rgba32, Rgba(Rgb(row)));

    private static byte[] Rgba(byte[] rgb)
    {
        byte[] rgba = new byte[rgb.Length / 3 * 4];
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            rgb.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[(4 * i) + 3] = 255;
        }
        return rgba;
    }

    private static bool IsInside(int shape, int y, int x) => shape switch
    {
        0 => ((y - 4) * (y - 4)) + ((x - 4) * (x - 4)) <= 12,
        1 => y is >= 1 and < 7 && x is >= 1 and < 7,
        _ => ((y + x) & 3) < 2,
    };

    private static uint Noise(long row, int y, int x, int c)
    {
        uint h = (uint)((row * 73856093) ^ (y * 19349663L) ^ (x * 83492791L) ^ (c * 2654435761L));
        h ^= h >> 15;
        h *= 2246822519;
        return h ^ (h >> 13);
    }
}
