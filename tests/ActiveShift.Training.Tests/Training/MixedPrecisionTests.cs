using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training;

public class MixedPrecisionTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
    private static readonly TrainingOptions _options = new()
    {
        Epochs = 12,
        BatchSize = 16,
        CropPadding = 0,
        HorizontalFlip = false,
        Seed = 5,
        Threads = 1,
        Precision = TrainingPrecision.BFloat16,
    };

    [Fact]
    public void Training_in_bfloat16_learns_and_keeps_its_weights_in_float32()
    {
        var metrics = new List<TrainingMetrics>();
        var result = NetworkTrainer.Train(_spec, new TestImages(_spec, 64), new TestImages(_spec, 40, seed: 1), _options, metrics.Add);

        Assert.True(metrics[^1].Loss < 0.2 * metrics[0].Loss, $"The loss went from {metrics[0].Loss} to {metrics[^1].Loss}.");
        Assert.True(metrics[^1].ValidationAccuracy > 0.9, $"validation accuracy {metrics[^1].ValidationAccuracy}");
        // In bfloat16 the last 16 bits of every number would be 0: steps far below a weight would be lost.
        Assert.Contains(result.Weights["fc.weight"].ToArray(), value => (BitConverter.SingleToUInt32Bits(value) & 0xFFFF) != 0);
        Assert.All(_spec.Tensors.Where(t => t.Role != TensorRole.BatchNormBias || t.Count > 4), tensor => Assert.Contains(
            result.Weights[tensor.Name].ToArray(), value => (BitConverter.SingleToUInt32Bits(value) & 0xFFFF) != 0));
    }

    [Fact]
    public void It_is_other_arithmetic_than_float32_and_the_same_every_time_on_the_CPU()
    {
        var images = new TestImages(_spec, 32);
        var options = _options with { Epochs = 2 };
        var first = NetworkTrainer.Train(_spec, images, null, options).Weights;
        WeightAssert.Identical(first, NetworkTrainer.Train(_spec, images, null, options).Weights);
        var exact = NetworkTrainer.Train(_spec, images, null, options with { Precision = TrainingPrecision.Float32 }).Weights;
        Assert.False(first["fc.weight"].SequenceEqual(exact["fc.weight"]));
    }

    [Fact]
    public void A_classifier_alone_is_trained_on_features_in_float32()
    {
        var initial = RandomNetwork.Weights(_spec, 3);
        var options = _options with { Epochs = 2, StageLearningRateFactors = [0, 0, 0] };
        var images = new TestImages(_spec, 32);
        var mixed = NetworkTrainer.Train(_spec, images, null, options, initialWeights: initial).Weights;
        var exact = NetworkTrainer.Train(_spec, images, null, options with { Precision = TrainingPrecision.Float32 }, initialWeights: initial).Weights;
        WeightAssert.Identical(exact, mixed);
    }
}
