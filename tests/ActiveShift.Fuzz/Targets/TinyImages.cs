using SkiaSharp;

namespace ActiveShift.Fuzz.Targets;

/// <summary>Small images in the formats that are read.</summary>
internal static class TinyImages
{
    private const int Width = 9;
    private const int Height = 6;

    public static IEnumerable<byte[]> All()
    {
        SKEncodedImageFormat[] formats =
            [SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp];
        foreach (var type in new[] { SKColorType.Rgba8888, SKColorType.Gray8 })
        {
            using var bitmap = Draw(type);
            foreach (var format in formats)
            {
                using var data = bitmap.Encode(format, quality: 80);
                yield return data.ToArray();
            }
        }
        yield return Bmp();
        // A GIF of one pixel.
        yield return
        [
            .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x2c,
            0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b,
        ];
        // A WBMP of 9 x 2 pixels.
        yield return [0, 0, 9, 2, 0xaa, 0x80, 0x55, 0];
    }

    private static SKBitmap Draw(SKColorType type)
    {
        var alpha = type == SKColorType.Gray8 ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        var bitmap = new SKBitmap(Width, Height, type, alpha);
        for (int i = 0; i < Width * Height; i++)
        {
            var colour = new SKColor((byte)(i * 7), (byte)(i * 13), (byte)(i * 29), (byte)(255 - i));
            bitmap.SetPixel(i % Width, i / Width, colour);
        }
        return bitmap;
    }

    /// <summary>24 bits a pixel, rows of 28 bytes.</summary>
    private static byte[] Bmp()
    {
        const int HeaderLength = 54;
        byte[] file = new byte[HeaderLength + (28 * Height)];
        "BM"u8.CopyTo(file);
        BitConverter.TryWriteBytes(file.AsSpan(2), file.Length);
        file[10] = HeaderLength;
        file[14] = 40;
        file[18] = Width;
        file[22] = Height;
        file[26] = 1;
        file[28] = 24;
        for (int i = HeaderLength; i < file.Length; i++)
            file[i] = (byte)(i * 5);
        return file;
    }
}
