namespace ActiveShift.Bench.Quantization;

/// <summary>Weights and biases as integers.</summary>
internal static class WeightQuantization
{
    private const float Largest = 127;

    /// <summary>Weights [channels, ...] as bytes from -127 to 127, with a scale for every channel.</summary>
    public static (sbyte[] Bytes, float[] Scales) ByChannel(float[] weights, int channels)
    {
        int length = weights.Length / channels;
        var bytes = new sbyte[weights.Length];
        var scales = new float[channels];
        for (int c = 0; c < channels; c++)
        {
            var row = weights.AsSpan(c * length, length);
            float largest = 0;
            foreach (float w in row)
                largest = Math.Max(largest, Math.Abs(w));
            scales[c] = largest > 0 ? largest / Largest : 1;
            for (int i = 0; i < length; i++)
                bytes[(c * length) + i] = (sbyte)Math.Clamp(MathF.Round(row[i] / scales[c]), -Largest, Largest);
        }
        return (bytes, scales);
    }

    /// <summary>Biases in units of the sums that they are added to.</summary>
    public static int[] Bias(float[] bias, float[] scales) =>
        [.. bias.Select((b, c) => (int)Math.Clamp(Math.Round(b / (double)scales[c]), int.MinValue, int.MaxValue))];
}
