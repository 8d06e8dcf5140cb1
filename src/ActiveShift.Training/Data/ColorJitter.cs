namespace ActiveShift.Training;

/// <summary>
/// Random changes of brightness, contrast and saturation, for images of one lighting that are scored in another (not in
/// the paper). They act on normalised values, so a unit is about the standard deviation of the pixels: 1 /
/// <see cref="ImagePreprocessing.Scale"/> gray levels out of 255, which is 58 (and a brightness of 0.2 is 12) for
/// <see cref="ImagePreprocessing.ImageNet"/>. Values are not clipped to those of pixels.
/// </summary>
public sealed record ColorJitter : IImageChange
{
    /// <summary>A number from -Brightness to Brightness is added to every pixel; 0 to 10. Default 0.2.</summary>
    [OptionRange(0, 10)]
    public double Brightness { get; init; } = 0.2;

    /// <summary>The distance of every pixel from the image's mean is multiplied by 1 - Contrast to 1 + Contrast; 0 to 1. Default 0.2.</summary>
    [OptionRange(0, 1)]
    public double Contrast { get; init; } = 0.2;

    /// <summary>
    /// The distance of every channel from the mean of the pixel's channels is multiplied by 1 - Saturation to 1 + Saturation; 0 to 1. Default
    /// 0.2. Without effect on images of one channel.
    /// </summary>
    [OptionRange(0, 1)]
    public double Saturation { get; init; } = 0.2;

    void IImageChange.Apply(in ChangingImage image, ref SplitMix64 random) =>
        Apply(image.Values, image.Size.Channels, ref random);

    /// <summary>Draws the three amounts and changes an image [channels, plane].</summary>
    internal void Apply(Span<float> chw, int channels, ref SplitMix64 random)
    {
        float brightness = Draw(0, Brightness, ref random);
        float contrast = Draw(1, Contrast, ref random);
        float saturation = Draw(1, Saturation, ref random);
        float mean = Mean(chw);
        int plane = chw.Length / channels;
        for (int i = 0; i < plane; i++)
        {
            float gray = 0;
            for (int c = 0; c < channels; c++)
                gray += chw[c * plane + i];
            gray /= channels;
            for (int c = 0; c < channels; c++)
            {
                ref float value = ref chw[c * plane + i];
                float saturated = gray + (value - gray) * saturation;
                value = mean + (saturated - mean) * contrast + brightness;
            }
        }
    }

    private static float Draw(double centre, double width, ref SplitMix64 random) => (float)(centre + width * (2 * random.NextDouble() - 1));

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return (float)(sum / values.Length);
    }
}
