namespace ActiveShift.Bench.Precision;

/// <summary>Image files as the network takes them, some at once.</summary>
internal sealed class ImageInputs(ImagePreprocessing preprocessing)
{
    private const int AtOnce = 64;

    private readonly ImagePreprocessor _preprocessor = new(preprocessing);

    /// <summary>The inputs [files, channels, height, width] of some files after the others. They are valid until the next ones.</summary>
    public IEnumerable<(LabelledFile[] Files, ReadOnlyMemory<float> Inputs)> Read(IEnumerable<LabelledFile> files)
    {
        float[] inputs = new float[AtOnce * preprocessing.ValueCount];
        foreach (var chunk in files.Chunk(AtOnce))
        {
            Parallel.For(0, chunk.Length, i =>
            {
                byte[] pixels = new byte[preprocessing.ValueCount];
                using var decoder = new ML.ImageDecoder(preprocessing.Decoding);
                _preprocessor.Resize(decoder.Decode(File.ReadAllBytes(chunk[i].Path)), pixels);
                _preprocessor.Normalize(pixels, inputs.AsSpan(i * pixels.Length, pixels.Length));
            });
            yield return (chunk, inputs.AsMemory(0, chunk.Length * preprocessing.ValueCount));
        }
    }
}
