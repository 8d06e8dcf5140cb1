namespace ActiveShift.Training;

/// <summary>Inverts the bright ones among pixels of 0 to 255.</summary>
internal static class Solarize
{
    /// <param name="pixels">Each that is not below the threshold becomes 255 less itself.</param>
    /// <param name="threshold">0 to 255.</param>
    public static void Apply(Span<float> pixels, float threshold)
    {
        foreach (ref float value in pixels)
        {
            if (value >= threshold)
                value = 255 - value;
        }
    }
}
