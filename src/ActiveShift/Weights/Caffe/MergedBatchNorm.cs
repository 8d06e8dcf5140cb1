namespace ActiveShift;

/// <summary>
/// A scale layer that batch normalisation was merged into, as a BN of our own: <c>y = scale * x + bias</c> whatever the statistics of x
/// were.
/// </summary>
/// <remarks>
/// <para>
/// Our BN computes <c>(x - mean) / sqrt(variance + epsilon) * weight + bias</c>. With mean 0, weight = scale and the float nearest to
/// 1 - epsilon for the variance it is the merged layer bit for bit: that variance is 1 - 168 * 2^-24, and the sum with the float 1e-5
/// (167.77 * 2^-24) rounds to 1. Code that computes in double gets 1 - 1.4e-8, and dividing any float by its root rounds back to
/// that float. A variance of 1 would make every layer smaller by 5e-6, and AS-ResNet-w32 has 35 of them in a row.
/// </para>
/// <para>
/// For fine-tuning: in training mode a BN normalises by the statistics of the batch, and so the activations would jump, since weight is
/// gamma / sigma of the original network and gamma itself is lost. Either keep these layers in evaluation mode, or, before the first
/// step, put the measured mean m and variance v of each layer's input into its statistics and replace bias by bias + weight * m, then
/// weight by weight * sqrt(v + epsilon): the function stays the same.
/// </para>
/// </remarks>
internal static class MergedBatchNorm
{
    /// <summary>The epsilon of every BN of an AS-ResNet.</summary>
    public const float Epsilon = 1e-5f;

    public const float RunningMean = 0;

    public const float RunningVariance = 1 - Epsilon;
}
