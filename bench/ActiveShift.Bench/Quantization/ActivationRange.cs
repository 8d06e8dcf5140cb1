namespace ActiveShift.Bench.Quantization;

/// <summary>How an activation is put into bytes: value = scale * (byte - zero point).</summary>
internal readonly record struct ActivationRange(float Scale, byte ZeroPoint)
{
    /// <summary>The range of the values seen, widened to hold 0.</summary>
    public static ActivationRange Of(float min, float max)
    {
        (min, max) = (Math.Min(min, 0), Math.Max(max, 0));
        float scale = (max - min) / 255;
        return scale > 0 ? new(scale, (byte)Math.Clamp(MathF.Round(-min / scale), 0, 255)) : new(1, 0);
    }
}
