namespace ActiveShift;

/// <summary>Estimates what scoring takes, so that it can be judged before anything is allocated.</summary>
internal static class NetworkMemory
{
    /// <summary>
    /// Bytes that scoring one image takes at least: the input in float32, and of all blocks the largest pair of what
    /// goes in and what comes out. Weights, and what lies between a block's layers, are not counted.
    /// </summary>
    public static long LeastBytes(NetworkSpec spec, EnginePrecision precision)
    {
        long image = (long)spec.Height * spec.Width * spec.Channels;
        int height = NetworkCost.Strided(spec.Height, spec.Stem.Stride);
        int width = NetworkCost.Strided(spec.Width, spec.Stem.Stride);
        long input = (long)height * width * spec.Stem.Width;
        long largest = input;
        foreach (var block in spec.Stages.SelectMany(stage => stage))
        {
            height = NetworkCost.Strided(height, block.Stride);
            width = NetworkCost.Strided(width, block.Stride);
            long output = (long)height * width * block.OutputWidth;
            largest = Math.Max(largest, input + output);
            input = output;
        }
        return (image * sizeof(float)) + (largest * (precision == EnginePrecision.Int8 ? sizeof(byte) : sizeof(float)));
    }
}
