namespace ActiveShift.ML;

/// <summary>
/// The feature of one row, held while its cursor moves on. It is captured on the cursor's thread; the rest, which is the slow part,
/// may run on any thread, for one cell at a time.
/// </summary>
internal abstract class ImageCell
{
    /// <summary>
    /// How much cells may hold together, 64 MiB, before they are worked on (one image more than that at most): rows that are read ahead must
    /// not fill the memory, however large the images are.
    /// </summary>
    public const long MaxHeldBytes = 64 << 20;

    /// <summary>Takes over the value of the row that the cursor stands on.</summary>
    public abstract void Capture();

    /// <summary>The bytes of the captured value.</summary>
    public abstract long HeldBytes { get; }

    /// <summary>The file that the value came from, if the value itself knows.</summary>
    public virtual string? Source => null;

    /// <summary>The size of the captured image, decoded in this way.</summary>
    /// <exception cref="BadImageException">It cannot be decoded.</exception>
    public abstract ImageSize Measure(ImageDecoding decoding);

    /// <summary>Makes the network's input of the captured image.</summary>
    /// <param name="preprocessor">The preprocessing.</param>
    /// <param name="chw">The input, [channels, height, width], all of which is written.</param>
    /// <exception cref="BadImageException">The image cannot be decoded, or has a pixel that is no number.</exception>
    public abstract void ReadInput(ImagePreprocessor preprocessor, Span<float> chw);

    /// <summary>Makes of the captured image what training keeps in memory: everything done but the normalisation.</summary>
    /// <inheritdoc cref="ReadInput"/>
    public abstract StoredImage Store(ImagePreprocessor preprocessor, ImagePreprocessing preprocessing);
}
