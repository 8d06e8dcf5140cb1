using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>An image as training keeps it: resized, in the network's channel order, not yet normalised.</summary>
/// <param name="content">Its pixels as bytes.</param>
internal abstract class StoredImage(ReadOnlyMemory<byte> content)
{
    /// <summary>The pixels, in a form that only the kind of image knows.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>An image of the same kind with other pixels.</summary>
    public abstract StoredImage With(ReadOnlyMemory<byte> content);

    /// <summary>Adds every pixel to the statistics of its channel.</summary>
    public abstract void AddTo(PixelStatistics statistics);

    /// <summary>Makes the network's input, [channels, height, width], as in scoring.</summary>
    public abstract void CopyInput(StoredView view, Span<float> chw);

    /// <summary>Makes the network's input of a part of what is stored.</summary>
    public abstract void CopyRegion(StoredView view, ImageRegion region, Span<float> chw);
}
