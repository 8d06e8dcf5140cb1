namespace ActiveShift;

/// <summary>Conversions between gray and colour, pixel by pixel.</summary>
internal static class ColourConversion
{
    /// <summary>ITU-R BT.601 luma with 16 fraction bits; the weights sum to 1, so gray stays the gray it was.</summary>
    public static void RgbToGray(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        const uint RedWeight = 19595, GreenWeight = 38470, BlueWeight = 7471, Half = 1u << 15;
        for (int i = 0; i < rgb.Length / 3; i++)
            gray[i] = (byte)(((rgb[3 * i] * RedWeight) + (rgb[(3 * i) + 1] * GreenWeight) + (rgb[(3 * i) + 2] * BlueWeight) + Half) >> 16);
    }

    public static void GrayToRgb(ReadOnlySpan<byte> gray, Span<byte> rgb)
    {
        for (int i = 0; i < gray.Length; i++)
            rgb.Slice(3 * i, 3).Fill(gray[i]);
    }

    /// <summary>Swaps the first and the third channel in place.</summary>
    public static void SwapRedAndBlue(Span<byte> pixels)
    {
        for (int i = 0; i + 2 < pixels.Length; i += 3)
            (pixels[i], pixels[i + 2]) = (pixels[i + 2], pixels[i]);
    }
}
