namespace ActiveShift.Training;

/// <summary>
/// What moves an image away from, or towards, a poorer one by a factor: poorer + factor · (image − poorer); 1 changes
/// nothing, 0 gives the poorer image, above 1 the image's character grows. On pixels of 0 to 255, to which the results
/// are clipped later.
/// </summary>
internal static class Enhancement
{
    /// <summary>Away from black.</summary>
    public static void Brightness(in ChangingImage image, float factor)
    {
        foreach (ref float value in image.Values)
            value *= factor;
    }

    /// <summary>Away from an even gray of the image's mean brightness.</summary>
    public static void Contrast(in ChangingImage image, ChannelOrder order, float factor)
    {
        float mean = MeanBrightness(image, order);
        foreach (ref float value in image.Values)
            value = mean + factor * (value - mean);
    }

    /// <summary>Away from the image without colours; without effect on images of one channel.</summary>
    public static void Saturation(in ChangingImage image, ChannelOrder order, float factor)
    {
        if (image.Size.Channels != 3)
            return;
        var luma = new Luma(order);
        for (int i = 0; i < image.Plane; i++)
        {
            float gray = luma.Of(image, i);
            for (int c = 0; c < 3; c++)
            {
                ref float value = ref image.Values[c * image.Plane + i];
                value = gray + factor * (value - gray);
            }
        }
    }

    /// <summary>
    /// Away from the image smoothed by a 3×3 window whose middle counts 5 of 13 and whose other pixels 1, as in Pillow;
    /// the border stays.
    /// </summary>
    public static void Sharpness(in ChangingImage image, float factor)
    {
        var original = image.Copy();
        var (channels, height, width) = image.Size;
        for (int row = 0; row < channels * height; row++)
        {
            if (row % height == 0 || row % height == height - 1)
                continue;
            for (int i = row * width + 1; i < (row + 1) * width - 1; i++)
            {
                float smooth = 4 * original[i];
                for (int line = i - width; line <= i + width; line += width)
                    smooth += original[line - 1] + original[line] + original[line + 1];
                smooth /= 13;
                image.Values[i] = smooth + factor * (original[i] - smooth);
            }
        }
    }

    private static float MeanBrightness(in ChangingImage image, ChannelOrder order)
    {
        var luma = new Luma(order);
        double sum = 0;
        for (int i = 0; i < image.Plane; i++)
            sum += image.Size.Channels == 3 ? luma.Of(image, i) : image.Values[i];
        return (float)(sum / image.Plane);
    }
}
