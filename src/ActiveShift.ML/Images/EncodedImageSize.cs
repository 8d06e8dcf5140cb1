using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>
/// The size that <see cref="ImageDecoder.Decode(ReadOnlySpan{byte})"/> will give an encoded image, from its header
/// alone.
/// </summary>
internal static class EncodedImageSize
{
    /// <exception cref="BadImageException">The bytes do not begin an image in a known format.</exception>
    public static ImageSize Read(ReadOnlySpan<byte> encoded, ImageDecoding decoding)
    {
        if (encoded.IsEmpty)
            throw new BadImageException(BadImageReason.Empty, "The image has 0 bytes.");
        using SKData data = SKData.CreateCopy(encoded);
        using SKMemoryStream stream = new(data);
        using SKCodec codec = SKCodec.Create(stream, out SKCodecResult opened)
            ?? throw new BadImageException(BadImageReason.NotAnImage,
                $"The {encoded.Length} bytes are not an image in a known format ({opened}).");
        bool isTurned = decoding.AppliesExifOrientation
            && ExifOrientation.Transposes(ExifTag.OrientationOf(codec, encoded));
        var (height, width) = isTurned
            ? (codec.Info.Width, codec.Info.Height)
            : (codec.Info.Height, codec.Info.Width);
        return new ImageSize(height, width, codec.Info.ColorType == SKColorType.Gray8 ? 1 : 3);
    }
}
