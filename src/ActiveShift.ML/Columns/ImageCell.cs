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

    private BadImageException? _unreadable;

    /// <summary>The bytes of the captured value.</summary>
    public long HeldBytes => _unreadable is null ? CapturedBytes : 0;

    /// <summary>The file that the value came from, if the value itself knows.</summary>
    public virtual string? Source => null;

    /// <summary>
    /// Takes over the value of the row that the cursor stands on. Where its file cannot be read the row has a bad
    /// image, as where its bytes are damaged, and what follows says so.
    /// </summary>
    public void Capture()
    {
        _unreadable = null;
        try
        {
            CaptureCore();
        }
        catch (Exception error) when (UnreadableImage.IsCause(error))
        {
            _unreadable = UnreadableImage.Because(error);
        }
    }

    /// <summary>The size of the captured image, decoded in this way.</summary>
    /// <exception cref="BadImageException">It cannot be told.</exception>
    public ImageSize Measure(ImageDecoding decoding)
    {
        ThrowIfUnreadable();
        return MeasureCore(decoding);
    }

    /// <summary>Makes the network's input of the captured image.</summary>
    /// <param name="preprocessor">The preprocessing.</param>
    /// <param name="chw">The input, [channels, height, width], all of which is written.</param>
    /// <exception cref="BadImageException">
    /// The image cannot be read or decoded, or has a pixel that is no number.
    /// </exception>
    public void ReadInput(ImagePreprocessor preprocessor, Span<float> chw)
    {
        ThrowIfUnreadable();
        ReadInputCore(preprocessor, chw);
    }

    /// <summary>Makes of the captured image what training keeps in memory: everything done but the normalisation.</summary>
    /// <inheritdoc cref="ReadInput"/>
    public StoredImage Store(ImagePreprocessor preprocessor, ImagePreprocessing preprocessing)
    {
        ThrowIfUnreadable();
        return StoreCore(preprocessor, preprocessing);
    }

    protected abstract long CapturedBytes { get; }

    protected abstract void CaptureCore();

    protected abstract ImageSize MeasureCore(ImageDecoding decoding);

    protected abstract void ReadInputCore(ImagePreprocessor preprocessor, Span<float> chw);

    protected abstract StoredImage StoreCore(ImagePreprocessor preprocessor, ImagePreprocessing preprocessing);

    private void ThrowIfUnreadable()
    {
        if (_unreadable is not null)
            throw _unreadable;
    }
}
