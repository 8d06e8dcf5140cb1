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
/// Alpha is dropped: the colours are those that the file stores, whatever lies behind. Neither EXIF orientation nor colour profiles are
/// applied, as ML.NET's own image loading applies neither, and images are never decoded at a reduced size, so the pixels depend on
/// nothing but the bytes. Of animations the first frame counts.
/// </remarks>
internal sealed class ImageDecoder : IDisposable
{
    /// <summary>The most pixels an image may have, 64 Mi: decoding takes four bytes for each.</summary>
    public const long MaxPixels = 1L << 26;

    /// <summary>What SkiaSharp reads on every platform.</summary>
    private const string ReadFormats = "JPEG, PNG, BMP, GIF, WebP, ICO, WBMP";

    private byte[] _buffer = [];

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
            : new(width, height, SKColorType.Rgba8888, codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        int byteCount = info.BytesSize;
        EnsureBuffer(byteCount);
        SKCodecResult result = GetPixels(codec, info);
        if (result != SKCodecResult.Success)
        {
            return UnendedJpeg.WithEnd(encoded) is { } whole
                ? Decode(whole)
                : throw PartlyDecoded(result, encoded.Length, width, height);
        }
        if (isGray)
            return new PixelImage(_buffer.AsSpan(0, byteCount), width, height, 1);
        return DropAlpha(_buffer.AsSpan(0, byteCount), width, height);
    }

    /// <summary>Takes the pixels out of an image that ML.NET decoded.</summary>
    /// <remarks>
    /// ML.NET keeps colours multiplied by alpha, so where an image is transparent they are divided by it again: exact where alpha is
    /// 255, rounded elsewhere, and black where alpha is 0. A file cut short cannot be told from a transparent one here.
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
        EnsureBuffer(source.Length);
        Span<byte> pixels = _buffer.AsSpan(0, source.Length);
        source.CopyTo(pixels);
        DivideByAlpha(pixels);
        PixelImage result = DropAlpha(pixels, width, height);
        if (image.PixelFormat == MLPixelFormat.Bgra32)
            ColourConversion.SwapRedAndBlue(pixels[..result.Pixels.Length]);
        return result;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
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

    private void EnsureBuffer(int length)
    {
        if (_buffer.Length >= length)
            return;
        Dispose();
        _buffer = ArrayPool<byte>.Shared.Rent(length);
    }

    private static void CheckSize(int width, int height)
    {
        if ((long)width * height > MaxPixels)
        {
            throw new BadImageException(
                BadImageReason.TooLarge, $"The image has {width} x {height} = {(long)width * height} pixels; at most {MaxPixels} are accepted.");
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
    private static PixelImage DropAlpha(Span<byte> pixels, int width, int height)
    {
        int count = width * height;
        for (int i = 0; i < count; i++)
        {
            pixels[3 * i] = pixels[4 * i];
            pixels[(3 * i) + 1] = pixels[(4 * i) + 1];
            pixels[(3 * i) + 2] = pixels[(4 * i) + 2];
        }

        return new PixelImage(pixels[..(3 * count)], width, height, 3);
    }

    private static void DivideByAlpha(Span<byte> pixels)
    {
        for (int i = 0; i + 3 < pixels.Length; i += 4)
        {
            int alpha = pixels[i + 3];
            if (alpha is 0 or 255)
                continue;
            for (int c = i; c < i + 3; c++)
                pixels[c] = (byte)Math.Min(((pixels[c] * 255) + (alpha / 2)) / alpha, 255);
        }
    }
}
