using ActiveShift.Interop;
using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>Chooses what runs a trained network.</summary>
internal static class NetworkScorer
{
    private static int _warned;

    /// <summary>
    /// Where the user asked for a GPU, libtorch on it. Else the scoring engine, in the model's precision; once a
    /// process a warning says so where that is the managed one, which is slower.
    /// </summary>
    /// <remarks>A model that scores in 8 bits does so on the CPU: its user chose that arithmetic for it.</remarks>
    /// <exception cref="InvalidOperationException">The GPU that the user asked for is not there, and the CPU may not stand in.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The version of the engine that the environment asks for is unknown or can't run here.
    /// </exception>
    /// <exception cref="InsufficientMemoryException">
    /// Scoring one image takes more memory than this process may have.
    /// </exception>
    public static INetworkScorer Create(ActiveShiftResNetModel model, GpuRequest gpu, Action<string> warn)
    {
        var network = CreatePlain(model, gpu, warn);
        return model.TestTimeAugmentation == TestTimeAugmentation.HorizontalFlip
            ? new MirroringScorer(network, model.Network)
            : network;
    }

    private static INetworkScorer CreatePlain(ActiveShiftResNetModel model, GpuRequest gpu, Action<string> warn)
    {
        if (model.ScoringPrecision == EnginePrecision.Float32 && gpu.Resolve("scoring", TorchGpu.WhyUnavailable, warn) is { } id)
            return new TorchScorer(model.Weights, id);
        ScoringMemory.Check(model.Network, model.ScoringPrecision, ScoringMemory.Available);
        var scorer = new EngineScorer(model);
        if (NativeLibraryLoader.Failure is { } failure)
            Warn(failure, warn);
        return scorer;
    }

    private static void Warn(string failure, Action<string> warn)
    {
        // Who asked for the managed engine knows.
        if (!NativeLibraryLoader.IsUnwanted && Interlocked.Exchange(ref _warned, 1) == 0)
            warn($"Scoring runs on the managed engine, in C#, because {failure}. {PackagedRuntimes.Sentence}.");
    }
}
