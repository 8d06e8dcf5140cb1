namespace ActiveShift.ML;

/// <summary>An image as training keeps it in memory: resized, in the network's channel order, not yet normalised.</summary>
internal abstract class StoredImage
{
    /// <summary>Adds every pixel to the statistics of its channel.</summary>
    public abstract void AddTo(PixelStatistics statistics);

    /// <summary>Makes the network's input, [channels, height, width].</summary>
    public abstract void CopyInput(ImagePreprocessor preprocessor, Span<float> chw);
}
