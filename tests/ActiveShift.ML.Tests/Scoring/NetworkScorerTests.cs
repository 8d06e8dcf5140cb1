using ActiveShift.ML.Tests.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class NetworkScorerTests(TrainedModels models)
{
    [Fact]
    public void A_model_is_scored_in_its_own_precision()
    {
        using var int8 = models.Quantized();
        float[] logits = Logits(int8.Model);
        Assert.NotEqual(Logits(models[FeatureForm.Encoded].Model), logits);

        using var engine = new InferenceEngine(
            int8.Model.Weights, new EngineOptions { Precision = EnginePrecision.Int8, ActivationStatistics = int8.Model.ActivationStatistics });
        float[] expected = new float[logits.Length];
        engine.Run(Image(int8.Model.Network), 1, expected);
        ScoreBits.AreIdentical(expected, logits);
    }

    private static float[] Logits(ActiveShiftResNetModel model)
    {
        float[] logits = new float[model.Network.Classes];
        using var scorer = NetworkScorer.Create(model, new GpuRequest(null, "", false), message => throw new InvalidOperationException(message));
        scorer.Logits(Image(model.Network), 1, logits);
        return logits;
    }

    private static float[] Image(NetworkSpec network) =>
        [.. Enumerable.Range(0, network.Channels * network.Height * network.Width).Select(i => (i * 37 % 100 - 50) / 25f)];
}
