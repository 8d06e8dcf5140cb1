namespace ActiveShift.Bench.Throughput;

/// <summary>Decodes and preprocesses on one thread.</summary>
internal sealed class ImageReader(ImagePreprocessor preprocessor, int length) : IDisposable
{
    private readonly ML.ImageDecoder _decoder = new(preprocessor.Decoding);
    private readonly byte[] _pixels = new byte[length];
    private readonly float[] _input = new float[length];

    /// <returns>The network's input, valid until the next call.</returns>
    public ReadOnlySpan<float> Read(byte[] encoded)
    {
        preprocessor.Resize(_decoder.Decode(encoded), _pixels);
        preprocessor.Normalize(_pixels, _input);
        return _input;
    }

    public void Dispose() => _decoder.Dispose();
}
