using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.MLNetInternals;
using ActiveShift.ML.Tests.Scoring;
using ActiveShift.Training;
using TorchSharp;

namespace ActiveShift.ML.Tests.Training;

public sealed class SpatialLayerTests
{
    public static TheoryData<SpatialLayer> Layers => [.. Enum.GetValues<SpatialLayer>()];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_layer_trains_saves_loads_and_scores(SpatialLayer layer)
    {
        using var trained = Train(layer, epochs: 3);
        Assert.All(trained.Model.Network.Stages.SelectMany(stage => stage), block => Assert.Equal(layer, block.Spatial));

        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(ModelArchive.Save(trained));
        float[][] scores = loaded.Scores(ShapeData.Table(FeatureForm.Encoded));
        ScoreBits.AreIdentical(trained.Scores(ShapeData.Table(FeatureForm.Encoded)), scores);

        // The engine against torch: the same network.
        var spec = loaded.Model.Network;
        using var network = new TorchNetwork(loaded.Model.Weights);
        using var engine = new InferenceEngine(loaded.Model.Weights);
        var random = new Random(1);
        float[] images = [.. Enumerable.Range(0, 4 * spec.Channels * spec.Height * spec.Width).Select(_ => random.NextSingle() * 2 - 1)];
        float[] expected = new float[4 * spec.Classes], actual = new float[4 * spec.Classes];
        network.Logits(images, 4, expected);
        engine.Run(images, 4, actual);
        float largest = expected.Max(MathF.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * largest));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Only_shifts_that_are_said_to_be_trained_are(SpatialLayer layer)
    {
        using var generator = new torch.Generator(7);
        using var trained = Train(layer, epochs: 2);
        using var network = new AsResNet(trained.Model.Network, generator);
        var fresh = network.Export();
        foreach (var tensor in fresh.Spec.Tensors)
        {
            bool same = fresh[tensor.Name].SequenceEqual(trained.Model.Weights[tensor.Name]);
            Assert.True(same == (tensor.Role == TensorRole.FixedShift), tensor.Name);
        }
    }

    private static ActiveShiftResNetTransformer Train(SpatialLayer layer, int epochs)
    {
        var options = ShapeData.Options();
        options.Architecture = NetworkArchitecture.AsNet(depth: 8, baseWidth: 9, expansion: 1, layer);
        options.Epochs = epochs;
        return ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
    }
}
