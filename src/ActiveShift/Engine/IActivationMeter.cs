namespace ActiveShift.Engine;

/// <summary>Takes the statistics of a network's activations, one call at a time.</summary>
internal unsafe interface IActivationMeter : IDisposable
{
    /// <summary>Adds images.</summary>
    /// <param name="images">[count, channels, height, width], finite.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="threads">1 to <see cref="EngineThreads.Max"/>; the statistics do not depend on it.</param>
    void Add(float* images, long count, int threads);

    /// <summary>
    /// Gives the statistics of all images so far, of which there must be one:
    /// <see cref="ActivationStatistics.Largest"/>, then <see cref="ActivationStatistics.Mean"/>. They are not finite
    /// where the activations were not.
    /// </summary>
    void Read(Span<float> statistics);
}
