namespace ActiveShift.Training;

/// <summary>
/// TrivialAugment in its wide form (Müller and Hutter, ICCV 2021): one of 14 operations is drawn for each image, and
/// one of 31 strengths for it. Moves, turns and shears are interpolated and fill with 0, the mean, where the authors
/// take the nearest pixel and fill with black.
/// </summary>
internal sealed class TrivialAugmentation : IImageChange
{
    /// <summary>The strongest of the strengths, which begin with 0.</summary>
    private const int Strongest = 30;

    private const double MaxShear = 0.99;
    private const double MaxMove = 32;
    private const double MaxDegrees = 135;
    private const double MaxEnhancement = 0.99;

    private static readonly int _operations = Enum.GetValues<ImageOperation>().Length;

    public void Apply(in ChangingImage image, ref SplitMix64 random)
    {
        var operation = (ImageOperation)random.Next(_operations);
        double strength = random.Next(Strongest + 1) / (double)Strongest;
        Apply(image, operation, strength, sign: random.Next(2) == 0 ? 1 : -1);
    }

    /// <summary>Changes an image.</summary>
    /// <param name="image">Its values are normalised, before and after.</param>
    /// <param name="operation">What is done.</param>
    /// <param name="strength">0 to 1.</param>
    /// <param name="sign">1 or -1: which way, for operations that have two.</param>
    /// <exception cref="NotSupportedException">Nothing is known of the pixels.</exception>
    public static void Apply(in ChangingImage image, ImageOperation operation, double strength, int sign)
    {
        var preprocessing = image.Preprocessing ?? throw new NotSupportedException(
            "TrivialAugment works on pixels; expected images whose Preprocessing says how they were normalised.");
        double way = sign * strength;
        switch (operation)
        {
            case ImageOperation.Identity:
                break;
            case ImageOperation.ShearX:
                AffineMap.ShearX(MaxShear * way).Resample(image);
                break;
            case ImageOperation.ShearY:
                AffineMap.ShearY(MaxShear * way).Resample(image);
                break;
            case ImageOperation.TranslateX:
                AffineMap.Translation(MaxMove * way, 0).Resample(image);
                break;
            case ImageOperation.TranslateY:
                AffineMap.Translation(0, MaxMove * way).Resample(image);
                break;
            case ImageOperation.Rotate:
                AffineMap.Rotation(MaxDegrees * way).Resample(image);
                break;
            default:
                PixelScale.ToPixels(image, preprocessing);
                ChangePixels(image, preprocessing.ChannelOrder, operation, strength, (float)(1 + MaxEnhancement * way));
                PixelScale.Normalize(image, preprocessing);
                break;
        }
    }

    private static void ChangePixels(
        in ChangingImage image, ChannelOrder order, ImageOperation operation, double strength, float factor)
    {
        switch (operation)
        {
            case ImageOperation.Brightness:
                Enhancement.Brightness(image, factor);
                break;
            case ImageOperation.Saturation:
                Enhancement.Saturation(image, order, factor);
                break;
            case ImageOperation.Contrast:
                Enhancement.Contrast(image, order, factor);
                break;
            case ImageOperation.Sharpness:
                Enhancement.Sharpness(image, factor);
                break;
            case ImageOperation.Posterize:
                // From 8 bits to 2.
                Posterize.Apply(image.Values, 8 - (int)Math.Round(6 * strength));
                break;
            case ImageOperation.Solarize:
                Solarize.Apply(image.Values, (float)(255 * (1 - strength)));
                break;
            case ImageOperation.AutoContrast:
                for (int c = 0; c < image.Size.Channels; c++)
                    AutoContrast.Apply(image.Channel(c));
                break;
            case ImageOperation.Equalize:
                for (int c = 0; c < image.Size.Channels; c++)
                    Equalize.Apply(image.Channel(c));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "It is no operation on pixels.");
        }
    }
}
