namespace ActiveShift.Training;

/// <summary>
/// Maps the pixels of a channel so that every brightness is about as frequent as any other, as Pillow does.
/// </summary>
internal static class Equalize
{
    /// <param name="channel">Pixels of 0 to 255, which are rounded; they stay where all but a few are the same.</param>
    public static void Apply(Span<float> channel)
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        foreach (float value in channel)
            histogram[Level(value)]++;
        // What is brightest needs no room above it.
        int step = (channel.Length - histogram[histogram.LastIndexOfAnyExcept(0)]) / 255;
        if (step == 0)
            return;
        Span<int> map = stackalloc int[256];
        int below = step / 2;
        for (int level = 0; level < 256; level++)
        {
            map[level] = Math.Min(255, below / step);
            below += histogram[level];
        }
        foreach (ref float value in channel)
            value = map[Level(value)];
    }

    private static int Level(float value) => (int)MathF.Round(value);
}
