namespace ActiveShift.Tests.Images;

/// <summary>Reproducible noise, the hardest thing to resample: the top bytes of the linear congruential generator of Numerical Recipes.</summary>
internal static class NoiseImage
{
    public static byte[] Make(int width, int height, int channels)
    {
        byte[] pixels = new byte[width * height * channels];
        uint state = 12345;
        for (int i = 0; i < pixels.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            pixels[i] = (byte)(state >> 24);
        }

        return pixels;
    }
}
