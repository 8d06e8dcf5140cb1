namespace ActiveShift.ML;

/// <summary>Runs a trained network. Safe to call from several threads at once.</summary>
internal interface INetworkScorer : IDisposable
{
    /// <summary>
    /// Whether calls from several threads run side by side at full speed, so that many images are best scored by an image a thread;
    /// else they are best handed over together.
    /// </summary>
    bool RunsSideBySide { get; }

    /// <summary>Images that are handed over together take this much memory at most, but for a single one that takes more.</summary>
    int MaxInputBytes { get; }

    /// <summary>Computes logits.</summary>
    /// <param name="images">[count, channels, height, width], normalised.</param>
    /// <param name="count">Number of images; at least 1.</param>
    /// <param name="logits">[count, classes], all of which is written.</param>
    /// <param name="threads">Threads to use at most; 0 for one a processor. It has no influence on the logits.</param>
    void Logits(ReadOnlySpan<float> images, int count, Span<float> logits, int threads = 0);
}
