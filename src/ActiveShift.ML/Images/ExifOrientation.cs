using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>Turns and mirrors pixels as the EXIF tag Orientation says (CIPA DC-008, section 4.6.5).</summary>
internal static class ExifOrientation
{
    /// <summary>Whether width and height change places.</summary>
    public static bool Transposes(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <summary>Writes an image upright.</summary>
    /// <param name="stored">The pixels as stored.</param>
    /// <param name="origin">Where the first row and the first column of what is stored are seen.</param>
    /// <param name="upright">As many bytes as the image has, all of which are written.</param>
    /// <returns>The image in <paramref name="upright"/>.</returns>
    public static PixelImage Apply(PixelImage stored, SKEncodedOrigin origin, Span<byte> upright)
    {
        bool transposes = Transposes(origin);
        var (width, height) = transposes ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        // Columns and rows of what is stored run to the left or upwards where these say so.
        bool mirrorsColumns = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool mirrorsRows = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        int column = mirrorsColumns ? -stored.Channels : stored.Channels;
        int row = (mirrorsRows ? -stored.Channels : stored.Channels) * stored.Width;
        int start = (mirrorsColumns ? (stored.Width - 1) * stored.Channels : 0) + (mirrorsRows ? (stored.Height - 1) * stored.Width * stored.Channels : 0);
        var (across, down) = transposes ? (row, column) : (column, row);
        int to = 0;
        for (int y = 0; y < height; y++)
        {
            int from = start + (y * down);
            for (int x = 0; x < width; x++, from += across)
            {
                for (int c = 0; c < stored.Channels; c++)
                    upright[to++] = stored.Pixels[from + c];
            }
        }
        return new PixelImage(upright[..to], width, height, stored.Channels);
    }
}
