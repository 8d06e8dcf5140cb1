namespace ActiveShift.ML;

/// <summary>Chooses what runs a trained network.</summary>
internal static class NetworkScorer
{
    /// <summary>
    /// The native engine; where its library is absent, libtorch, which gives the same scores to within rounding, slower.
    /// </summary>
    public static INetworkScorer Create(NetworkWeights weights) =>
        ActiveShiftBackend.IsNative ? new EngineScorer(weights) : new TorchScorer(weights);
}
