using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>Chooses what runs a trained network.</summary>
internal static class NetworkScorer
{
    /// <summary>
    /// Where the user asked for a GPU, libtorch on it. Else the native engine, in the model's precision; where its library is absent, libtorch
    /// on the CPU, which gives the same scores to within rounding, slower, but only in float32.
    /// </summary>
    /// <remarks>A model that scores in 8 bits does so on the CPU: its user chose that arithmetic for it.</remarks>
    /// <exception cref="InvalidOperationException">The GPU that the user asked for is not there, and the CPU may not stand in.</exception>
    /// <exception cref="PlatformNotSupportedException">The native library is absent, and the model scores in 8 bits or libtorch is absent too.</exception>
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
        CheckAvailable(model.ScoringPrecision, ActiveShiftBackend.IsNative);
        return ActiveShiftBackend.IsNative ? new EngineScorer(model) : CreateTorchScorer(model.Weights);
    }

    private static TorchScorer CreateTorchScorer(NetworkWeights weights)
    {
        try
        {
            return new TorchScorer(weights, gpuDeviceId: null);
        }
        catch (Exception e) when (e is NotSupportedException or TypeInitializationException or DllNotFoundException)
        {
            throw new PlatformNotSupportedException(
                $"The network can't be scored: {ActiveShiftBackend.Reason} libtorch, which would do it instead, is not there either.", e);
        }
    }

    /// <summary>Other arithmetic than the one asked for must not stand in for it in silence.</summary>
    /// <exception cref="PlatformNotSupportedException">This precision needs the native library, and it is absent.</exception>
    public static void CheckAvailable(EnginePrecision precision, bool isNative)
    {
        if (precision != EnginePrecision.Float32 && !isNative)
        {
            throw new PlatformNotSupportedException(
                $"The scoring precision is {precision}, which needs the native library. {ActiveShiftBackend.Reason}");
        }
    }
}
