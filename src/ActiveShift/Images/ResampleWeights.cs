using System.Buffers;

namespace ActiveShift;

/// <summary>
/// The weights of one axis of a separable resampling, for the part of the resized axis that the crop keeps. Output i is the sum of
/// <see cref="Taps"/>(i) over the inputs from <see cref="First"/>(i) on, in fixed point with <see cref="FractionBits"/> bits.
/// </summary>
/// <remarks>
/// Triangle filter with half-pixel centres, its support scaled by the ratio when the axis shrinks. Fixed point makes the result the
/// same on every machine and, with this many bits, equal to Pillow's for 8-bit images.
/// </remarks>
internal readonly struct ResampleWeights : IDisposable
{
    /// <summary>8 bits of pixel and 2 spare ones are left of 32: a sum of weights is 1 but for rounding.</summary>
    public const int FractionBits = 32 - 8 - 2;

    private readonly int _stride;
    private readonly uint[] _taps;
    private readonly int[] _firstAndCount;

    public ResampleWeights(int sourceLength, long resizedLength, long cropStart, int cropLength)
    {
        double ratio = (double)sourceLength / resizedLength;
        double support = Math.Max(ratio, 1.0);
        _stride = Math.Min(((int)Math.Ceiling(support) * 2) + 1, sourceLength);
        _taps = ArrayPool<uint>.Shared.Rent(_stride * cropLength);
        _firstAndCount = ArrayPool<int>.Shared.Rent(2 * cropLength);
        double[] weights = ArrayPool<double>.Shared.Rent(_stride);
        for (int i = 0; i < cropLength; i++)
        {
            double centre = (cropStart + i + 0.5) * ratio;
            int first = Math.Max((int)(centre - support + 0.5), 0);
            int count = Math.Min((int)(centre + support + 0.5), sourceLength) - first;
            double sum = 0;
            for (int t = 0; t < count; t++)
            {
                double distance = Math.Abs((first + t - centre + 0.5) / support);
                weights[t] = Math.Max(1.0 - distance, 0.0);
                sum += weights[t];
            }

            for (int t = 0; t < count; t++)
                _taps[(i * _stride) + t] = (uint)((weights[t] / sum * (1 << FractionBits)) + 0.5);
            _firstAndCount[2 * i] = first;
            _firstAndCount[(2 * i) + 1] = count;
        }

        ArrayPool<double>.Shared.Return(weights);
        Start = First(0);
        End = First(cropLength - 1) + _firstAndCount[(2 * cropLength) - 1];
    }

    /// <summary>The first input that any output needs.</summary>
    public int Start { get; }

    /// <summary>One past the last input that any output needs.</summary>
    public int End { get; }

    public int First(int output) => _firstAndCount[2 * output];

    public ReadOnlySpan<uint> Taps(int output) => _taps.AsSpan(output * _stride, _firstAndCount[(2 * output) + 1]);

    public void Dispose()
    {
        ArrayPool<uint>.Shared.Return(_taps);
        ArrayPool<int>.Shared.Return(_firstAndCount);
    }
}
