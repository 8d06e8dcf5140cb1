using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>
/// Turns encoded files and <see cref="MLImage"/>s into pixels: uint8 gray or RGB. An image that decodes only in part is an error.
/// Keeps one buffer for all images: a result is valid until the next call, and an instance serves one thread at a time.
/// </summary>
/// <remarks>
/// Orientation and transparency are what <see cref="ImageDecoding"/> says. Colour profiles are not applied, as ML.NET's own image loading does
/// not, and images are never decoded at a reduced size, so the pixels depend on nothing but the bytes. Of animations the first frame counts.
/// </remarks>
internal sealed class ImageDecoder(ImageDecoding decoding) : IDisposable
{
    /// <summary>What SkiaSharp reads on every platform.</summary>
    private const string ReadFormats = "JPEG, PNG, BMP, GIF, WebP, ICO, WBMP";

    private byte[] _buffer = [];
    private byte[] _upright = [];

    /// <summary>Decodes an encoded image in any format that SkiaSharp reads (JPEG, PNG, BMP, GIF, WebP, ICO, WBMP).</summary>
    /// <exception cref="BadImageException">The bytes are not a whole image.</exception>
    public PixelImage Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty)
            throw new BadImageException(BadImageReason.Empty, "The image has 0 bytes.");
        using SKData data = SKData.CreateCopy(encoded);
        using SKMemoryStream stream = new(data);
        using SKCodec? codec = SKCodec.Create(stream, out SKCodecResult opened);
        if (codec is null)
            throw NotOpened(encoded, opened);

        int width = codec.Info.Width;
        int height = codec.Info.Height;
        CheckSize(width, height);
        bool isGray = codec.Info.ColorType == SKColorType.Gray8;
        SKImageInfo info = isGray
            ? new(width, height, SKColorType.Gray8, SKAlphaType.Opaque)
            : new(width, height, SKColorType.Rgba8888, AlphaOf(codec));
        int byteCount = info.BytesSize;
        EnsureBuffer(ref _buffer, byteCount);
        SKCodecResult result = GetPixels(codec, info);
        if (result != SKCodecResult.Success)
        {
            return UnendedJpeg.WithEnd(encoded) is { } whole
                ? Decode(whole)
                : throw PartlyDecoded(result, encoded.Length, width, height);
        }
        var image = isGray
            ? new PixelImage(_buffer.AsSpan(0, byteCount), width, height, 1)
            : WithoutAlpha(_buffer.AsSpan(0, byteCount), width, height, decoding.Background);
        var origin = decoding.AppliesExifOrientation ? ExifTag.OrientationOf(codec, encoded) : SKEncodedOrigin.TopLeft;
        return origin == SKEncodedOrigin.TopLeft ? image : Upright(image, origin);
    }

    /// <summary>Takes the pixels out of an image that ML.NET decoded.</summary>
    /// <remarks>
    /// ML.NET keeps colours multiplied by alpha; without a background they are divided by it again, and are black where alpha is 0. A file cut
    /// short cannot be told from a transparent one here, nor an image that was stored turned from one that was not.
    /// </remarks>
    /// <exception cref="BadImageException">The image is missing or too large.</exception>
    public PixelImage Decode(MLImage? image)
    {
        if (image is null)
            throw new BadImageException(BadImageReason.Empty, "The image is missing (null).");
        int width = image.Width;
        int height = image.Height;
        CheckSize(width, height);
        ReadOnlySpan<byte> source = image.Pixels;
        EnsureBuffer(ref _buffer, source.Length);
        Span<byte> pixels = _buffer.AsSpan(0, source.Length);
        source.CopyTo(pixels);
        bool isBgra = image.PixelFormat == MLPixelFormat.Bgra32;
        if (decoding.Background is null)
            Transparency.DivideByAlpha(pixels);
        var background = decoding.Background is { } colour && isBgra ? new RgbColor(colour.Blue, colour.Green, colour.Red) : decoding.Background;
        PixelImage result = WithoutAlpha(pixels, width, height, background);
        if (isBgra)
            ColourConversion.SwapRedAndBlue(pixels[..result.Pixels.Length]);
        return result;
    }

    public void Dispose()
    {
        Return(ref _buffer);
        Return(ref _upright);
    }

    private SKAlphaType AlphaOf(SKCodec codec) =>
        codec.Info.IsOpaque ? SKAlphaType.Opaque
        : decoding.Background is null ? SKAlphaType.Unpremul
        : SKAlphaType.Premul;

    private PixelImage Upright(PixelImage image, SKEncodedOrigin origin)
    {
        EnsureBuffer(ref _upright, image.Pixels.Length);
        return ExifOrientation.Apply(image, origin, _upright);
    }

    private SKCodecResult GetPixels(SKCodec codec, SKImageInfo info)
    {
        GCHandle pinned = GCHandle.Alloc(_buffer, GCHandleType.Pinned);
        try
        {
            return codec.GetPixels(info, pinned.AddrOfPinnedObject());
        }
        finally
        {
            pinned.Free();
        }
    }

    private static void EnsureBuffer(ref byte[] buffer, int length)
    {
        if (buffer.Length >= length)
            return;
        Return(ref buffer);
        buffer = ArrayPool<byte>.Shared.Rent(length);
    }

    private static void Return(ref byte[] buffer)
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void CheckSize(int width, int height)
    {
        if ((long)width * height > decoding.MaxPixels)
        {
            throw new BadImageException(
                BadImageReason.TooLarge,
                $"The image has {width} x {height} = {(long)width * height} pixels; at most {decoding.MaxPixels} are accepted " +
                $"({nameof(ImageDecoding)}.{nameof(ImageDecoding.MaxPixels)}).");
        }
    }

    private static BadImageException NotOpened(ReadOnlySpan<byte> encoded, SKCodecResult opened)
    {
        string bytes = $"{encoded.Length} bytes";
        if (ForeignFormats.NameOf(encoded) is { } name)
        {
            return new BadImageException(
                BadImageReason.NotAnImage,
                $"The {bytes} are {name}, not an image in a format that is read: {ReadFormats}.");
        }
        return opened == SKCodecResult.IncompleteInput
            ? new BadImageException(BadImageReason.Truncated, $"The image of {bytes} ends before its size is known.")
            : new BadImageException(
                BadImageReason.NotAnImage,
                $"The {bytes} are not an image in a known format ({opened}). What is read: {ReadFormats}.");
    }

    private static BadImageException PartlyDecoded(SKCodecResult result, int length, int width, int height) =>
        result == SKCodecResult.IncompleteInput
            ? new(BadImageReason.Truncated, $"The image of {width} x {height} pixels is cut short: its {length} bytes hold only a part of it.")
            : new(BadImageReason.Corrupt, $"The image of {width} x {height} pixels ({length} bytes) is damaged: the decoder reports {result}.");

    /// <summary>Four bytes a pixel to three, in place.</summary>
    private static PixelImage WithoutAlpha(Span<byte> pixels, int width, int height, RgbColor? background)
    {
        int count = width * height;
        if (background is { } colour)
            Transparency.Composite(pixels, count, colour);
        else
            Transparency.Drop(pixels, count);
        return new PixelImage(pixels[..(3 * count)], width, height, 3);
    }
}
