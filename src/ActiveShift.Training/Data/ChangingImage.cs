namespace ActiveShift.Training;

/// <summary>An image on its way through augmentation.</summary>
/// <param name="values">Its normalised values [channels, height, width].</param>
/// <param name="scratch">Room for another image.</param>
/// <param name="size">Its size.</param>
internal readonly ref struct ChangingImage(Span<float> values, Span<float> scratch, ImageSize size)
{
    private readonly Span<float> _scratch = scratch;

    public Span<float> Values { get; } = values;

    public ImageSize Size { get; } = size;

    /// <summary>How the values came from pixels, or null where nothing is known of that.</summary>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>Number of values of one channel.</summary>
    public int Plane => Size.Height * Size.Width;

    /// <summary>The values of a channel.</summary>
    public Span<float> Channel(int channel) => Values.Slice(channel * Plane, Plane);

    /// <summary>A copy of the values as they are now, good until the next one is made.</summary>
    public ReadOnlySpan<float> Copy()
    {
        Values.CopyTo(_scratch);
        return _scratch[..Values.Length];
    }
}
