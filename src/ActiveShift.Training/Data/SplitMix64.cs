namespace ActiveShift.Training;

/// <summary>
/// The SplitMix64 generator (Steele, Lea &amp; Flood, OOPSLA 2014). A stream costs nothing to start, so every epoch and every image
/// gets its own, and what is drawn does not depend on the order in which threads come to it.
/// </summary>
internal struct SplitMix64
{
    private ulong _state;

    /// <summary>Starts the stream of a seed and of what the numbers are for, such as an epoch and an image.</summary>
    public SplitMix64(long seed, params ReadOnlySpan<long> purpose)
    {
        _state = (ulong)seed;
        foreach (long part in purpose)
            _state = Next() ^ (ulong)part;
    }

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1. The bias is below bound / 2^64.</summary>
    public int Next(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from 0 to below 1, a multiple of 2^-53.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>Puts values in random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
