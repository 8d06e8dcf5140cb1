using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>Makes thumbnails of the images in a column, of those rows alone that are asked for.</summary>
internal sealed class ThumbnailReader(ImageColumn column, DataViewRow row)
{
    /// <summary>Decoded images with a longer side than this, in pixels, are reduced.</summary>
    public const int MaxSide = 256;

    private readonly ImageCell _cell = column.CreateCell(row);

    /// <summary>The file that the last image came from, if the image itself knows.</summary>
    public string? Source => _cell.Source;

    /// <summary>
    /// The image of the row that the cursor stands on: its pixels as they are, or of a large one the middle, reduced to <see cref="MaxSide"/>
    /// pixels a side, which is about what a network sees of it. Null if it cannot be decoded.
    /// </summary>
    public Thumbnail? Read()
    {
        _cell.Capture();
        try
        {
            // Pixel vectors have the size that they have.
            if (column.FixedSize is { } exact)
                return Read(exact, Math.Max(exact.Height, exact.Width));
            var size = _cell.Measure(ImageDecoding.Default);
            // A cell gives what it captured only once.
            _cell.Capture();
            return Math.Max(size.Height, size.Width) <= MaxSide
                ? Read(size, Math.Max(size.Height, size.Width))
                : Read(size with { Height = MaxSide, Width = MaxSide }, MaxSide);
        }
        catch (BadImageException)
        {
            return null;
        }
    }

    private Thumbnail Read(ImageSize size, int resizeShortSide)
    {
        float[] zeros = new float[size.Channels], ones = [.. Enumerable.Repeat(1f, size.Channels)];
        var preprocessing = new ImagePreprocessing(size.PixelOrder, size.Height, size.Width, resizeShortSide, zeros, ones);
        float[] chw = new float[size.ValueCount];
        _cell.ReadInput(new ImagePreprocessor(preprocessing), chw);
        return Thumbnail.FromValues(chw, size.Channels, size.Height, size.Width);
    }
}
