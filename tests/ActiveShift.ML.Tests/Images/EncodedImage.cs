using System.Runtime.InteropServices;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Images;

/// <summary>Makes encoded images to decode.</summary>
internal static class EncodedImage
{
    /// <summary>A progressive JPEG of 32 x 24 pixels, which SkiaSharp does not write.</summary>
    public static readonly byte[] ProgressiveJpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcH"
        + "BwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wgARCAAYACADASIAAhEBAxEB/8QAFwABAQEBAAAA"
        + "AAAAAAAAAAAABAAFB//EABgBAAIDAAAAAAAAAAAAAAAAAAMGAgUH/9oADAMBAAIQAxAAAAHn79N8B5j9N5mIehVfnT30Zi//xAAWEAADAAAAAAAAAAAAAAAAAAAAAgP/"
        + "2gAIAQEAAQUCSQkhJCSEkJISQkhJCSEkJI//xAAXEQEBAQEAAAAAAAAAAAAAAAAEAAID/9oACAEDAQE/ATMjLjdNRumr/8QAFhEBAQEAAAAAAAAAAAAAAAAAAQAC/9oA"
        + "CAECAQE/ATcbhhv/xAAUEAEAAAAAAAAAAAAAAAAAAAAw/9oACAEBAAY/Ak//xAAVEAEBAAAAAAAAAAAAAAAAAAAAYf/aAAgBAQABPyGKKKKKKKKKKKL/2gAMAwEAAgAD"
        + "AAAAEEdIQP/EABYRAQEBAAAAAAAAAAAAAAAAAAEAMf/aAAgBAwEBPxDJs2Mxm//EABYRAQEBAAAAAAAAAAAAAAAAAAABEP/aAAgBAgEBPxDPuu//xAAVEAEBAAAAAAAA"
        + "AAAAAAAAAAAAMf/aAAgBAQABPxCZMmTJkyZMmTJkz//Z");

    public static byte[] Colour(int width, int height, SKEncodedImageFormat format, byte alpha = 255)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, alpha == 255 ? SKAlphaType.Opaque : SKAlphaType.Unpremul));
        Marshal.Copy(ColourPixels(width, height, alpha), 0, bitmap.GetPixels(), width * height * 4);
        return Encode(bitmap, format);
    }

    public static byte[] Gray(int width, int height, SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                Marshal.WriteByte(bitmap.GetPixels(), (y * bitmap.RowBytes) + x, (byte)((x * 9) + (y * 5)));
        }

        return Encode(bitmap, format);
    }

    /// <summary>RGBA; every value is at least 16, so a pixel of zeros can only be one that was not decoded.</summary>
    public static byte[] ColourPixels(int width, int height, byte alpha = 255)
    {
        byte[] pixels = new byte[width * height * 4];
        for (int i = 0; i < width * height; i++)
        {
            int x = i % width, y = i / width;
            pixels[4 * i] = (byte)(16 + (x * 7 % 240));
            pixels[(4 * i) + 1] = (byte)(16 + (y * 11 % 240));
            pixels[(4 * i) + 2] = (byte)(16 + (x * y % 240));
            pixels[(4 * i) + 3] = alpha;
        }

        return pixels;
    }

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using SKPixmap pixmap = bitmap.PeekPixels();
        using SKData data = pixmap.Encode(format, 90);
        return data.ToArray();
    }
}
