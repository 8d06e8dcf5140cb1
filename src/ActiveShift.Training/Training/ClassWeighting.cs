namespace ActiveShift.Training;

/// <summary>The weight of each class in the loss.</summary>
internal static class ClassWeighting
{
    /// <summary>One weight a class, or null where all count the same.</summary>
    /// <exception cref="ArgumentException">The options have weights for another number of classes.</exception>
    public static double[]? Of(TrainingOptions options, IImageSet training, int classes)
    {
        if (options.ClassWeights is { } given)
        {
            return given.Count == classes
                ? [.. given]
                : throw new ArgumentException($"ClassWeights has {given.Count} weights; the network has {classes} classes.", nameof(options));
        }
        return options.BalancedClassWeights ? Balanced(training, classes) : null;
    }

    private static double[] Balanced(IImageSet images, int classes)
    {
        long[] counts = new long[classes];
        for (int i = 0; i < images.Count; i++)
            counts[images.GetLabel(i)]++;
        return [.. counts.Select(count => count == 0 ? 0 : images.Count / ((double)classes * count))];
    }
}
