namespace ActiveShift.Training;

/// <summary>Stretches the pixels of a channel linearly so that the darkest becomes 0 and the brightest 255.</summary>
internal static class AutoContrast
{
    /// <param name="channel">Pixels of 0 to 255; they stay where all are the same.</param>
    public static void Apply(Span<float> channel)
    {
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        foreach (float value in channel)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (high <= low)
            return;
        foreach (ref float value in channel)
            value = (value - low) * (255 / (high - low));
    }
}
