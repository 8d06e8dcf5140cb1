using SkiaSharp;

namespace WebApi.Tests;

/// <summary>Pictures of one colour.</summary>
internal static class Pictures
{
    public static byte[] Red(SKEncodedImageFormat format = SKEncodedImageFormat.Png, int side = 24) => Encode(SKColors.Red, format, side);

    public static byte[] Blue() => Encode(SKColors.Blue, SKEncodedImageFormat.Png, 24);

    public static byte[] Green() => Encode(new SKColor(0, 255, 0), SKEncodedImageFormat.Png, 24);

    /// <summary>Two pixels of 24 bits; SkiaSharp writes no BMP.</summary>
    public static byte[] RedBitmap() =>
    [
        .. "BM"u8, 62, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0,
            .. new byte[24], 0, 0, 255, 0, 0, 255, 0, 0,
    ];

    private static byte[] Encode(SKColor colour, SKEncodedImageFormat format, int side)
    {
        using var bitmap = new SKBitmap(side, side);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }
}
