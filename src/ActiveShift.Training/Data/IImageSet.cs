namespace ActiveShift.Training;

/// <summary>
/// Labelled images of one size, ready for a network: decoded, resized and normalised. A set may hold more of each image than the view
/// that the network gets of it in scoring; training can then look at other parts.
/// </summary>
/// <remarks>Every method is called from several threads at once, for images of the next batch while a step is computed.</remarks>
public interface IImageSet
{
    /// <summary>Number of images.</summary>
    int Count { get; }

    /// <summary>The class of an image, from 0.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    int GetLabel(int index);

    /// <summary>
    /// What a teacher makes of an image, which is learned beside its label: its probabilities of all classes, by
    /// <see cref="TrainingOptions.TeacherWeight"/> and <see cref="TrainingOptions.TeacherTemperature"/>. Every image of
    /// a training set has them or none has; empty (the default) is none. Validation does not look at them.
    /// </summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    ReadOnlyMemory<float> GetTeacherProbabilities(int index) => default;

    /// <summary>Height and width of the whole images, the same for all; null (the default) where there is nothing beyond the network's view.</summary>
    (int Height, int Width)? WholeSize => null;

    /// <summary>
    /// How values came from pixels of 0 to 255: its mean, scale and channel order; null (the default) where nothing is
    /// known of that. Needed by <see cref="TrainingOptions.TrivialAugment"/>.
    /// </summary>
    ImagePreprocessing? Preprocessing => null;

    /// <summary>Writes the network's view of an image, channel by channel and row by row.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="chw">Where to; channels × height × width values. All must be written.</param>
    void CopyImage(int index, Span<float> chw);

    /// <summary>Writes a part of a whole image, resized to the network's size where it has another.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="region">Which part; it lies within <see cref="WholeSize"/>.</param>
    /// <param name="chw">Where to; channels × height × width values. All must be written.</param>
    void CopyRegion(int index, ImageRegion region, Span<float> chw) => throw new NotSupportedException($"{GetType()} has no {nameof(WholeSize)}.");
}
