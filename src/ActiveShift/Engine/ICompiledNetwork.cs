namespace ActiveShift.Engine;

/// <summary>A network compiled for one version of the engine. Any number of threads may run it at once.</summary>
internal unsafe interface ICompiledNetwork : IDisposable
{
    /// <summary>Name of the version.</summary>
    string Version { get; }

    /// <summary>Bytes of memory: the compiled network and the working memory taken so far.</summary>
    long FootprintBytes { get; }

    /// <summary>Scores images.</summary>
    /// <param name="images">[count, channels, height, width].</param>
    /// <param name="count">At least 1.</param>
    /// <param name="logits">[count, classes].</param>
    /// <param name="threads">1 to <see cref="EngineThreads.Max"/>; the logits do not depend on it.</param>
    void Run(float* images, int count, float* logits, int threads);
}
