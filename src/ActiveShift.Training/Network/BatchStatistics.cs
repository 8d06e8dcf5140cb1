using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Mean and variance of a channel over all that was added.</summary>
internal sealed class BatchStatistics(int channels)
{
    private readonly double[] _sums = new double[channels];
    private readonly double[] _squares = new double[channels];
    private long _count;

    /// <param name="input">[N, C, H, W].</param>
    public void Add(Tensor input)
    {
        using var scope = NewDisposeScope();
        var values = input.to_type(ScalarType.Float64);
        Accumulate(_sums, values.sum([0, 2, 3]));
        Accumulate(_squares, values.square().sum([0, 2, 3]));
        _count += input.numel() / channels;
    }

    public double Mean(int channel) => _sums[channel] / _count;

    public double Variance(int channel) => Math.Max(0, _squares[channel] / _count - Mean(channel) * Mean(channel));

    private static void Accumulate(double[] sums, Tensor addends)
    {
        double[] values = addends.data<double>().ToArray();
        for (int c = 0; c < sums.Length; c++)
            sums[c] += values[c];
    }
}
