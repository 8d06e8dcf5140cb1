namespace ActiveShift.Training;

/// <summary>
/// Random erasing (Zhong et al., AAAI 2020; not in the paper of the active shift): a rectangle of an image becomes 0,
/// which is the mean where values are normalised, so that a network does not rely on one part of what it sees.
/// </summary>
public sealed record RandomErasing : IImageChange
{
    /// <summary>Tries to find a rectangle of the drawn area and aspect ratio that fits into the image.</summary>
    private const int Tries = 10;

    /// <summary>Share of the images from which something is erased; 0 to 1. Default 0.5 (Zhong et al.).</summary>
    [OptionRange(0, 1)]
    public double Probability { get; init; } = 0.5;

    /// <summary>
    /// Smallest area, as a share of the image's; above 0, at most <see cref="MaxArea"/>. Default 0.02 (Zhong et al.).
    /// </summary>
    [OptionRange(0, 1, AboveMinimum = true)]
    public double MinArea { get; init; } = 0.02;

    /// <summary>
    /// Largest area, as a share of the image's; above 0, at most 1. The area is uniform between the two. Default 0.4
    /// (Zhong et al.).
    /// </summary>
    [OptionRange(0, 1, AboveMinimum = true)]
    public double MaxArea { get; init; } = 0.4;

    /// <summary>
    /// Smallest ratio of the rectangle's sides, width to height as well as height to width; above 0, at most 1 (squares
    /// alone). The ratio is uniform in its logarithm. Default 0.3 (Zhong et al.).
    /// </summary>
    [OptionRange(0, 1, AboveMinimum = true)]
    public double MinAspectRatio { get; init; } = 0.3;

    void IImageChange.Apply(in ChangingImage image, ref SplitMix64 random)
    {
        if (Draw(image.Size, ref random) is not { } region)
            return;
        for (int c = 0; c < image.Size.Channels; c++)
        {
            for (int y = region.Top; y < region.Top + region.Height; y++)
                image.Values.Slice(c * image.Plane + y * image.Size.Width + region.Left, region.Width).Clear();
        }
    }

    /// <summary>
    /// Draws the rectangle to erase, or null for none; also where ten rectangles in a row don't fit into the image.
    /// </summary>
    internal ImageRegion? Draw(ImageSize size, ref SplitMix64 random)
    {
        if (random.NextDouble() >= Probability)
            return null;
        for (int i = 0; i < Tries; i++)
        {
            double area = (MinArea + (MaxArea - MinArea) * random.NextDouble()) * size.Height * size.Width;
            double ratio = Math.Exp((2 * random.NextDouble() - 1) * Math.Log(MinAspectRatio));
            int height = (int)Math.Round(Math.Sqrt(area / ratio)), width = (int)Math.Round(Math.Sqrt(area * ratio));
            if (height >= 1 && width >= 1 && height <= size.Height && width <= size.Width)
            {
                int top = random.Next(size.Height - height + 1), left = random.Next(size.Width - width + 1);
                return new ImageRegion(top, left, height, width);
            }
        }
        return null;
    }

    /// <summary>Checks what the ranges alone do not say.</summary>
    /// <exception cref="ArgumentException">The smallest area is larger than the largest.</exception>
    internal void CheckAreas()
    {
        if (MinArea > MaxArea)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"RandomErasing.MinArea is {MinArea}; expected at most RandomErasing.MaxArea, which is {MaxArea}."),
                nameof(MinArea));
        }
    }
}
