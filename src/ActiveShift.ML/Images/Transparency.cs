namespace ActiveShift.ML;

/// <summary>Makes three channels of four, colours before alpha.</summary>
internal static class Transparency
{
    /// <summary>Lays an image over a colour, in place.</summary>
    /// <param name="pixels">Four bytes a pixel, colours multiplied by alpha.</param>
    /// <param name="count">Number of pixels.</param>
    /// <param name="background">The colour, with red where the pixels have their first channel.</param>
    public static void Composite(Span<byte> pixels, int count, RgbColor background)
    {
        for (int i = 0; i < count; i++)
        {
            int from = 4 * i;
            int rest = 255 - pixels[from + 3];
            pixels[3 * i] = Over(pixels[from], rest, background.Red);
            pixels[(3 * i) + 1] = Over(pixels[from + 1], rest, background.Green);
            pixels[(3 * i) + 2] = Over(pixels[from + 2], rest, background.Blue);
        }
    }

    /// <summary>Drops alpha, in place.</summary>
    public static void Drop(Span<byte> pixels, int count)
    {
        for (int i = 0; i < count; i++)
        {
            pixels[3 * i] = pixels[4 * i];
            pixels[(3 * i) + 1] = pixels[(4 * i) + 1];
            pixels[(3 * i) + 2] = pixels[(4 * i) + 2];
        }
    }

    /// <summary>Takes the multiplication by alpha back: exact where alpha is 255, rounded elsewhere, and nothing is changed where it is 0.</summary>
    public static void DivideByAlpha(Span<byte> pixels)
    {
        for (int i = 0; i + 3 < pixels.Length; i += 4)
        {
            int alpha = pixels[i + 3];
            if (alpha is 0 or 255)
                continue;
            for (int c = i; c < i + 3; c++)
                pixels[c] = (byte)Math.Min(((pixels[c] * 255) + (alpha / 2)) / alpha, 255);
        }
    }

    // A colour above its alpha is no legal one, but pixels that a user made can hold it.
    private static byte Over(byte colour, int rest, byte background) => (byte)Math.Min(colour + (((rest * background) + 127) / 255), 255);
}
