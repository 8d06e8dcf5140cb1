namespace ActiveShift;

/// <summary>Counts the arithmetic of a network.</summary>
internal static class NetworkCost
{
    public static long MultiplyAdds(NetworkSpec spec)
    {
        int height = Strided(spec.Height, spec.Stem.Stride);
        int width = Strided(spec.Width, spec.Stem.Stride);
        long total = 9L * spec.Channels * spec.Stem.Width * height * width;
        foreach (var block in spec.Stages.SelectMany(stage => stage))
        {
            total += (long)height * width * block.InputWidth * block.MiddleWidth;
            height = Strided(height, block.Stride);
            width = Strided(width, block.Stride);
            total += (long)height * width * block.MiddleWidth * block.OutputWidth;
            if (!block.Spatial.IsShift)
                total += 9L * height * width * block.MiddleWidth;
            if (block.HasProjection)
                total += (long)height * width * block.InputWidth * block.OutputWidth;
        }
        return total + (long)spec.FeatureWidth * spec.Classes;
    }

    /// <summary>The size of a dimension after a strided layer; the same for the stem (3×3, padding 1), the shift and the shortcut.</summary>
    public static int Strided(int size, int stride) => (size - 1) / stride + 1;
}
