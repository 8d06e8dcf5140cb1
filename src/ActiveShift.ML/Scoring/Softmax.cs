namespace ActiveShift.ML;

/// <summary>Logits to probabilities, and the class that they speak for.</summary>
internal static class Softmax
{
    /// <summary>Replaces logits by probabilities that sum to 1.</summary>
    /// <param name="values">The logits.</param>
    /// <param name="temperature">What they are divided by; with 1, the same bits as without.</param>
    public static void Apply(Span<float> values, double temperature = 1)
    {
        float divisor = (float)temperature;
        float max = float.NegativeInfinity;
        foreach (float value in values)
            max = MathF.Max(max, value);
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Exp((values[i] - max) / divisor);
            sum += values[i];
        }
        float scale = (float)(1 / sum);
        for (int i = 0; i < values.Length; i++)
            values[i] *= scale;
    }

    /// <summary>The key of the most probable class, 1-based; the first of equals; 0 (missing) if a score is NaN.</summary>
    public static uint PredictedKey(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                return 0;
            if (scores[i] > scores[best])
                best = i;
        }
        return (uint)best + 1;
    }
}
