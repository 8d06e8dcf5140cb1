using SkiaSharp;

namespace WebApi.Tests;

/// <summary>Pictures of one colour.</summary>
internal static class Pictures
{
    public static byte[] Red(SKEncodedImageFormat format = SKEncodedImageFormat.Png, int side = 24) => Encode(SKColors.Red, format, side);

    public static byte[] Blue() => Encode(SKColors.Blue, SKEncodedImageFormat.Png, 24);

    public static byte[] Green() => Encode(new SKColor(0, 255, 0), SKEncodedImageFormat.Png, 24);

    private static byte[] Encode(SKColor colour, SKEncodedImageFormat format, int side)
    {
        using var bitmap = new SKBitmap(side, side);
        bitmap.Erase(colour);
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }
}
