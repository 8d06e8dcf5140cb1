namespace ActiveShift.ML;

/// <summary>
/// Keeps the images of a training: in memory as long as they fit into a budget, then in a temporary file. Whichever it is, every image can be
/// had at any time, so the batches don't depend on it.
/// </summary>
internal sealed class ImageStore(long memoryBytes, string directory) : IDisposable
{
    private long _used;
    private SpillFile? _file;

    /// <summary>Bytes of images that are not in memory.</summary>
    public long SpilledBytes => _file?.Length ?? 0;

    /// <summary>Takes an image over. By one thread at a time.</summary>
    /// <returns>The image to use from now on.</returns>
    public StoredImage Add(StoredImage image)
    {
        int length = image.Content.Length;
        if (_used + length <= memoryBytes)
        {
            _used += length;
            return image;
        }
        _file ??= new SpillFile(directory);
        return new SpilledImage(_file, _file.Append(image.Content.Span), length, image.With(ReadOnlyMemory<byte>.Empty));
    }

    public void Dispose() => _file?.Dispose();
}
