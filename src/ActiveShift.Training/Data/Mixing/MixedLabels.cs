namespace ActiveShift.Training;

/// <summary>What the images of a mixed batch show besides their labels.</summary>
/// <param name="Others">The class of each image's smaller part.</param>
/// <param name="Share">The weight of the larger part, whose class is the image's label; 0.5 to 1.</param>
internal sealed record MixedLabels(long[] Others, double Share)
{
    /// <summary>Says which part of the images is the larger one, and makes its class their label.</summary>
    /// <param name="labels">The classes of what was in each place before the batch was mixed.</param>
    /// <param name="mixture">How it was mixed.</param>
    public static MixedLabels Of(Span<long> labels, BatchMixture mixture)
    {
        long[] others = labels.ToArray();
        for (int pair = 0; pair < mixture.Pairs; pair++)
        {
            var (a, b) = mixture.Pair(pair);
            (others[a], others[b]) = (labels[b], labels[a]);
        }
        if (mixture.Share >= 0.5)
            return new(others, mixture.Share);
        long[] own = labels.ToArray();
        others.CopyTo(labels);
        return new(own, 1 - mixture.Share);
    }
}
