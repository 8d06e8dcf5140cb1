namespace ActiveShift;

/// <summary>A view of a decoded image: uint8 <c>[Height, Width, Channels]</c>, rows tightly packed; 1 channel is gray, 3 are red, green, blue.</summary>
internal readonly ref struct PixelImage
{
    public PixelImage(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image has 1 channel (gray) or 3 (red, green, blue).");
        if (pixels.Length != (long)width * height * channels)
        {
            throw new ArgumentException(
                $"An image of {width}x{height} pixels with {channels} channel(s) has {(long)width * height * channels} bytes, not {pixels.Length}.",
                nameof(pixels));
        }

        Pixels = pixels;
        Width = width;
        Height = height;
        Channels = channels;
    }

    public ReadOnlySpan<byte> Pixels { get; }

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    /// <summary>Row <paramref name="y"/>, <c>Width * Channels</c> bytes.</summary>
    public ReadOnlySpan<byte> Row(int y) => Pixels.Slice(y * Width * Channels, Width * Channels);
}
