namespace ActiveShift.ML;

/// <summary>Scores with the scoring engine: no libtorch, all cores.</summary>
internal sealed class EngineScorer(ActiveShiftResNetModel model) : INetworkScorer
{
    private readonly InferenceEngine _engine = new(
        model.Weights, new EngineOptions { Precision = model.ScoringPrecision, ActivationStatistics = model.ActivationStatistics });

    public bool RunsSideBySide => true;

    public int MaxInputBytes => 8 << 20;

    public void Logits(ReadOnlySpan<float> images, int count, Span<float> logits, int threads) => _engine.Run(images, count, logits, threads);

    public void Dispose() => _engine.Dispose();
}
