namespace ActiveShift.ML;

/// <summary>Scores with the native engine: no libtorch, all cores.</summary>
internal sealed class EngineScorer(ActiveShiftResNetModel model) : INetworkScorer
{
    private readonly InferenceEngine _engine = new(
        model.Weights, new EngineOptions { Precision = model.ScoringPrecision, ActivationStatistics = model.ActivationStatistics });

    public void Logits(ReadOnlySpan<float> images, int count, Span<float> logits) => _engine.Run(images, count, logits);

    public void Dispose() => _engine.Dispose();
}
