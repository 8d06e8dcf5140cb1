namespace ActiveShift.ML;

/// <summary>Chooses what runs a trained network.</summary>
internal static class NetworkScorer
{
    /// <summary>
    /// The native engine, in the model's precision; where its library is absent, libtorch, which gives the same scores to within rounding,
    /// slower, but only in float32.
    /// </summary>
    /// <exception cref="PlatformNotSupportedException">The native library is absent, and the model scores in 8 bits or libtorch is absent too.</exception>
    public static INetworkScorer Create(ActiveShiftResNetModel model)
    {
        CheckAvailable(model.ScoringPrecision, ActiveShiftBackend.IsNative);
        return ActiveShiftBackend.IsNative ? new EngineScorer(model) : CreateTorchScorer(model.Weights);
    }

    private static TorchScorer CreateTorchScorer(NetworkWeights weights)
    {
        try
        {
            return new TorchScorer(weights);
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
