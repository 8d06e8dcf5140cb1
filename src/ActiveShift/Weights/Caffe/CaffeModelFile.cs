namespace ActiveShift;

/// <summary>
/// A Caffe model file, a <c>NetParameter</c> in protobuf's wire format, of the networks that the authors of the paper released. Time and
/// memory are linear in the file's length, which is bounded.
/// </summary>
internal static class CaffeModelFile
{
    /// <summary>The longest file that is accepted, 1 GiB. AS-ResNet-w68 has 14 MB.</summary>
    public const int MaxLength = 1 << 30;

    /// <param name="stream">The file, from its first byte on; need not be seekable.</param>
    /// <param name="name">What an error calls the file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or no AS-ResNet.</exception>
    public static PretrainedNetwork Read(Stream stream, string name) => Parse(ReadAll(stream, name), name);

    /// <summary>
    /// Reads a file that is in memory. Only the authors' own files have the names of ImageNet's classes: a network of
    /// as many classes need not be one of these classes.
    /// </summary>
    /// <inheritdoc cref="Read"/>
    /// <param name="content">The file.</param>
    /// <param name="name">What an error calls it.</param>
    public static PretrainedNetwork Parse(ReadOnlySpan<byte> content, string name)
    {
        try
        {
            var preprocessing = ImagePreprocessing.ImageNet;
            var layers = CaffeLayers.Read(content);
            return new(CaffeImport.ToWeights(layers, preprocessing.Height, preprocessing.Width), preprocessing)
            {
                ClassNames = ReleasedNetwork.IsReleased(content) ? ImageNetClasses.Names : null,
            };
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{name}: {e.Message}{ForeignContent.Hint(content)}", e);
        }
    }

    private static ReadOnlySpan<byte> ReadAll(Stream stream, string name)
    {
        var content = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int read; (read = stream.Read(part)) > 0;)
        {
            if (content.Length + read > MaxLength)
                throw new InvalidDataException($"{name}: The file has more than {MaxLength} bytes.");
            content.Write(part, 0, read);
        }
        return content.GetBuffer().AsSpan(0, (int)content.Length);
    }
}
