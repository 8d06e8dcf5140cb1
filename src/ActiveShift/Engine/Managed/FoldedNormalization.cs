namespace ActiveShift.Engine.Managed;

/// <summary>A batch normalisation as y = x · scale + shift, by channel.</summary>
internal sealed class FoldedNormalization
{
    private const double Epsilon = 1e-5;

    /// <param name="weights">The network's.</param>
    /// <param name="name">Of the batch normalisation: "bn" or "stages.0.blocks.0.bn1".</param>
    public FoldedNormalization(NetworkWeights weights, string name)
    {
        ReadOnlySpan<float> weight = weights[$"{name}.weight"], bias = weights[$"{name}.bias"];
        ReadOnlySpan<float> mean = weights[$"{name}.running_mean"], variance = weights[$"{name}.running_var"];
        Scale = new double[weight.Length];
        Shift = new double[weight.Length];
        for (int i = 0; i < weight.Length; i++)
        {
            Scale[i] = weight[i] / Math.Sqrt(variance[i] + Epsilon);
            Shift[i] = bias[i] - (mean[i] * Scale[i]);
        }
    }

    public double[] Scale { get; }

    public double[] Shift { get; }
}
