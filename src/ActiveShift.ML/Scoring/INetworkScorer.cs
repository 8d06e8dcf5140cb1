namespace ActiveShift.ML;

/// <summary>Runs a trained network. Safe to call from several threads at once.</summary>
internal interface INetworkScorer : IDisposable
{
    /// <summary>Computes logits.</summary>
    /// <param name="images">[count, channels, height, width], normalised.</param>
    /// <param name="count">Number of images; at least 1.</param>
    /// <param name="logits">[count, classes], all of which is written.</param>
    void Logits(ReadOnlySpan<float> images, int count, Span<float> logits);
}
