using ActiveShift.Tests.Shared;

namespace ActiveShift.Tests.Engine;

public sealed class ReleasedWeightsTests(ITestOutputHelper output)
{
    public static TheoryData<string> Versions => EngineVersions.Supported;

    /// <summary>The input tensors and logits come from an independent implementation.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_version_gives_the_expected_logits(string version)
    {
        var weights = ActiveShiftModels.LoadCaffe(SharedData.ReleasedWeights).Weights;
        var input = NpyFile.Read(Path.Combine(SharedData.ImageNet50, "first4_input.npy"));
        var expected = NpyFile.Read(Path.Combine(SharedData.ImageNet50, "first4_logits.npy"));

        float[] logits = new float[expected.Values.Length];
        using var engine = new InferenceEngine(weights, EngineVersions.Float32(version));
        engine.Run(input.Values, 4, logits);

        double worst = logits.Zip(expected.Values, (seen, wanted) => Math.Abs((double)seen - wanted)).Max();
        output.WriteLine($"{version}: largest difference of a logit {worst:E2}");
        Assert.InRange(worst, 0, 1e-3);
    }
}
