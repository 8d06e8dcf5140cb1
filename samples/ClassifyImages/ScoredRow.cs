namespace ClassifyImages;

/// <summary>What scoring makes of an <see cref="ImageRow"/>.</summary>
internal sealed class ScoredRow
{
    public string ImagePath { get; set; } = "";

    /// <summary>One probability a class; all NaN for an image that cannot be used.</summary>
    public float[] Score { get; set; } = [];
}
