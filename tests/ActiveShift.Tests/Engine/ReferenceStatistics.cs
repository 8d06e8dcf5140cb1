namespace ActiveShift.Tests.Engine;

/// <summary>The activations' statistics in float64, over one image after the other of <see cref="ReferenceNetwork"/>.</summary>
internal sealed class ReferenceStatistics
{
    private readonly List<double> _largest = [];
    private readonly List<double> _mean = [];

    public static (double[] Largest, double[] Mean) Measure(NetworkWeights weights, ReadOnlySpan<float> images)
    {
        int size = weights.Spec.Channels * weights.Spec.Height * weights.Spec.Width, count = images.Length / size;
        var perImage = new List<ReferenceStatistics>();
        for (int i = 0; i < count; i++)
        {
            var statistics = new ReferenceStatistics();
            ReferenceNetwork.Run(weights, images.Slice(i * size, size), statistics);
            perImage.Add(statistics);
        }
        return (
            [.. Enumerable.Range(0, perImage[0]._largest.Count).Select(c => perImage.Max(image => image._largest[c]))],
            [.. Enumerable.Range(0, perImage[0]._mean.Count).Select(c => perImage.Average(image => image._mean[c]))]);
    }

    /// <summary>What a block gives after the next batch normalisation and ReLU, or what the stem gives.</summary>
    public void SeeOutput(int channels, double[] values)
    {
        SeeMiddle(channels, values);
        SeePacked(channels, values);
    }

    /// <summary>What is shifted.</summary>
    public void SeeMiddle(int channels, double[] values) => _largest.AddRange(values.Chunk(values.Length / channels).Select(plane => plane.Max()));

    /// <summary>What the second convolution reads.</summary>
    public void SeePacked(int channels, double[] values) => _mean.AddRange(values.Chunk(values.Length / channels).Select(plane => plane.Average()));
}
