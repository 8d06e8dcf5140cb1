namespace ActiveShift.ML;

/// <summary>Mean and standard deviation of the pixels of each channel, summed in the order of the rows.</summary>
internal sealed class PixelStatistics(int channels)
{
    private readonly double[] _sum = new double[channels];
    private readonly double[] _sumOfSquares = new double[channels];
    private long _pixels;

    public void AddInterleaved(ReadOnlySpan<byte> hwc)
    {
        for (int c = 0; c < channels; c++)
        {
            // Whole numbers: exact in any order.
            long sum = 0, squares = 0;
            for (int i = c; i < hwc.Length; i += channels)
            {
                int value = hwc[i];
                sum += value;
                squares += value * value;
            }
            _sum[c] += sum;
            _sumOfSquares[c] += squares;
        }
        _pixels += hwc.Length / channels;
    }

    public void Add(ReadOnlySpan<float> pixels, PixelLayout layout)
    {
        int plane = pixels.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            int start = layout == PixelLayout.Planar ? c * plane : c;
            int step = layout == PixelLayout.Planar ? 1 : channels;
            double sum = 0, squares = 0;
            for (int i = 0, from = start; i < plane; i++, from += step)
            {
                sum += pixels[from];
                squares += (double)pixels[from] * pixels[from];
            }
            _sum[c] += sum;
            _sumOfSquares[c] += squares;
        }
        _pixels += plane;
    }

    /// <summary>The mean of a channel's pixels.</summary>
    public float Mean(int channel) => (float)(_sum[channel] / _pixels);

    /// <summary>One over the standard deviation of a channel's pixels; 1 where they are all alike.</summary>
    public float Scale(int channel)
    {
        double mean = _sum[channel] / _pixels;
        double deviation = Math.Sqrt(Math.Max(0, _sumOfSquares[channel] / _pixels - mean * mean));
        // Rounding leaves a trace of deviation where there is none.
        return deviation > 1e-6 * Math.Max(1, Math.Abs(mean)) ? (float)(1 / deviation) : 1;
    }
}
