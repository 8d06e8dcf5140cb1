using System.Buffers;

namespace ActiveShift;

/// <summary>Cuts a rectangle out of an image and resizes it, bilinear and antialiased like <see cref="ImagePreprocessor"/>.</summary>
internal static class RegionResampler
{
    /// <param name="image">The image; its channels are treated alike.</param>
    /// <param name="top">First row of the rectangle.</param>
    /// <param name="left">First column.</param>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="width">Columns; at least 1.</param>
    /// <param name="toHeight">Rows of the result.</param>
    /// <param name="toWidth">Columns of the result.</param>
    /// <param name="result">[toHeight, toWidth, channels], all of which is written.</param>
    public static void Resample(PixelImage image, int top, int left, int height, int width, int toHeight, int toWidth, Span<byte> result)
    {
        int channels = image.Channels;
        int length = toWidth * channels;
        if ((height, width) == (toHeight, toWidth))
        {
            for (int y = 0; y < height; y++)
                image.Row(top + y).Slice(left * channels, length).CopyTo(result[(y * length)..]);
            return;
        }
        using ResampleWeights across = new(width, toWidth, 0, toWidth);
        using ResampleWeights down = new(height, toHeight, 0, toHeight);
        byte[] row = ArrayPool<byte>.Shared.Rent((width * channels) + BilinearResampler.Padding);
        byte[] rows = ArrayPool<byte>.Shared.Rent((height * length) + BilinearResampler.Padding);
        for (int y = 0; y < height; y++)
        {
            // The resampler reads a little past what it is given, and its weights count from the first pixel that is needed.
            image.Row(top + y).Slice((left + across.Start) * channels, (across.End - across.Start) * channels).CopyTo(row);
            BilinearResampler.Horizontal(row, across, channels, toWidth, rows.AsSpan(y * length));
        }
        for (int y = 0; y < toHeight; y++)
            BilinearResampler.Vertical(rows.AsSpan(down.First(y) * length), down.Taps(y), result.Slice(y * length, length));
        ArrayPool<byte>.Shared.Return(rows);
        ArrayPool<byte>.Shared.Return(row);
    }
}
