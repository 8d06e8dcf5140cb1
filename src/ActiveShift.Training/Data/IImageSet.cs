namespace ActiveShift.Training;

/// <summary>Labelled images of one size, ready for a network: decoded, resized and normalised.</summary>
/// <remarks>Every method is called from several threads at once.</remarks>
public interface IImageSet
{
    /// <summary>Number of images.</summary>
    int Count { get; }

    /// <summary>The class of an image, from 0.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    int GetLabel(int index);

    /// <summary>Writes an image, channel by channel and row by row.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="chw">Where to; channels × height × width values. All must be written.</param>
    void CopyImage(int index, Span<float> chw);
}
