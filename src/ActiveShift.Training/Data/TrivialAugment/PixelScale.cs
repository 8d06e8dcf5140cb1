namespace ActiveShift.Training;

/// <summary>Normalised values as pixels of 0 to 255, and back, for operations that are defined on pixels.</summary>
internal static class PixelScale
{
    /// <summary>value / scale + mean, clipped to 0 to 255.</summary>
    public static void ToPixels(in ChangingImage image, ImagePreprocessing preprocessing)
    {
        for (int c = 0; c < image.Size.Channels; c++)
        {
            float scale = preprocessing.Scale[c], mean = preprocessing.Mean[c];
            foreach (ref float value in image.Channel(c))
                value = Math.Clamp(value / scale + mean, 0, 255);
        }
    }

    /// <summary>(pixel − mean) · scale, of pixels clipped to 0 to 255.</summary>
    public static void Normalize(in ChangingImage image, ImagePreprocessing preprocessing)
    {
        for (int c = 0; c < image.Size.Channels; c++)
        {
            float scale = preprocessing.Scale[c], mean = preprocessing.Mean[c];
            foreach (ref float value in image.Channel(c))
                value = (Math.Clamp(value, 0, 255) - mean) * scale;
        }
    }
}
