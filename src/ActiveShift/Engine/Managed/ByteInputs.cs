namespace ActiveShift.Engine.Managed;

/// <summary>The channels of bytes that a product reads.</summary>
internal sealed class ByteInputs
{
    private readonly List<float> _units = [];
    private readonly List<double> _means = [];

    /// <summary>What one step of a byte is worth, by channel.</summary>
    public IReadOnlyList<float> Units => _units;

    /// <summary>Means of the bytes, by channel.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>Adds channels.</summary>
    /// <param name="units">What one step is worth.</param>
    /// <param name="means">Means of the activations.</param>
    public void Append(float[] units, ReadOnlySpan<float> means)
    {
        _units.AddRange(units);
        for (int i = 0; i < units.Length; i++)
            _means.Add(Math.Min(means[i] / (double)units[i], Rectifier.LargestByte));
    }

    /// <summary>
    /// What one step of a byte is worth, by channel. Between a unit for each channel (which leaves some weights of the
    /// next product tiny) and one for all (which leaves some channels few steps) the geometric mean does best. A
    /// channel that is nearly always 0 must not get a large unit: it would make the other weights of every row tiny.
    /// </summary>
    /// <param name="largest">The largest values of the channels.</param>
    public static float[] UnitsOf(ReadOnlySpan<float> largest)
    {
        float most = 0;
        foreach (float value in largest)
            most = Math.Max(most, value);
        // Units stay far from the ends of the floats, whatever the statistics say.
        double top = Math.Clamp(most, 1e-20, 1e20);
        float[] units = new float[largest.Length];
        for (int c = 0; c < units.Length; c++)
            units[c] = (float)(Math.Sqrt(Math.Clamp(largest[c], top * 1e-3, top) * top) / Rectifier.LargestByte);
        return units;
    }
}
