namespace ActiveShift.Training;

/// <summary>Keeps the highest bits of pixels of 0 to 255.</summary>
internal static class Posterize
{
    /// <param name="pixels">Each becomes the next multiple of 2^(8 − bits) below it.</param>
    /// <param name="bits">1 to 8.</param>
    public static void Apply(Span<float> pixels, int bits)
    {
        float step = 1 << (8 - bits);
        foreach (ref float value in pixels)
            value = MathF.Floor(value / step) * step;
    }
}
