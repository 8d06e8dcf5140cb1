using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training;

public class InitialWeightsTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
    private static readonly TrainingOptions _options = new() { Epochs = 2, BatchSize = 16, CropPadding = 1, Seed = 5, Threads = 1, LearningRate = 0.01 };
    private static readonly TestImages _images = new(_spec, 40);

    [Fact]
    public void Training_goes_on_from_given_weights()
    {
        var options = _options with { LearningRateDecay = LearningRateDecay.Constant, LearningRate = 0.1, CropPadding = 0, HorizontalFlip = false };
        var pretrained = NetworkTrainer.Train(_spec, _images, null, options with { Epochs = 15 }).Weights;
        var fresh = Train(_spec, null, options).Metrics;
        var tuned = Train(_spec, pretrained, options).Metrics;
        Assert.True(tuned.Loss < 0.3 * fresh.Loss, $"{tuned.Loss} against {fresh.Loss}");
    }

    [Fact]
    public void Other_classes_and_sizes_get_a_fresh_classifier_on_the_old_layers()
    {
        var given = RandomNetwork.Weights(_spec, 1);
        var other = NetworkSpec.AsNet(8, 8, 1, classes: 3, height: 6, width: 10, channels: 2);
        var frozen = _options with { StageLearningRateFactors = [0, 0, 0], Iterations = 1, LearningRate = 1e-9 };
        var tuned = Train(other, given, frozen).Weights;
        var fresh = Train(other, null, frozen).Weights;
        foreach (var tensor in other.Tensors)
        {
            var expected = tensor.Name.StartsWith("fc.", StringComparison.Ordinal) ? fresh : given;
            for (int i = 0; i < tensor.Count; i++)
                Assert.Equal(expected[tensor.Name][i], tuned[tensor.Name][i], 1e-6f);
        }
    }

    [Theory]
    [InlineData(new[] { 0.0, 0, 0 }, "fc.")]
    [InlineData(new[] { 0.0, 0, 1 }, "fc. bn. stages.2")]
    [InlineData(new[] { 0.0, 1, 1 }, "fc. bn. stages.2 stages.1")]
    [InlineData(new[] { 1.0, 1, 0 }, "fc. stem. stages.0 stages.1")]
    public void Frozen_stages_keep_every_bit_and_the_others_change(double[] factors, string trained)
    {
        var given = RandomNetwork.Weights(_spec, 1);
        var after = Train(_spec, given, _options with { StageLearningRateFactors = factors, WeightAverageDecay = 0.5 }).Weights;
        foreach (var tensor in _spec.Tensors)
        {
            bool isTrained = trained.Split(' ').Any(prefix => tensor.Name.StartsWith(prefix, StringComparison.Ordinal));
            Assert.True(isTrained != given[tensor.Name].SequenceEqual(after[tensor.Name]), tensor.Name);
        }
    }

    [Fact]
    public void Merged_batch_normalisation_is_split_where_it_is_trained_and_left_where_it_is_frozen()
    {
        var merged = BatchNormSplitTests.Merged(RandomNetwork.Weights(_spec, 1), _ => true);
        var after = Train(_spec, merged, _options with { StageLearningRateFactors = [0, 1, 1], LearningRate = 1e-9, Iterations = 1 }).Weights;
        foreach (var tensor in _spec.Tensors.Where(t => t.Role == TensorRole.RunningVariance))
            Assert.Equal(tensor.Name.StartsWith("stages.0", StringComparison.Ordinal), after[tensor.Name].SequenceEqual(merged[tensor.Name]));
    }

    [Fact]
    public void Weights_of_another_network_are_an_error()
    {
        var wider = RandomNetwork.Weights(NetworkSpec.AsNet(8, 9, 1, classes: 4, height: 8, width: 8, channels: 2), 1);
        Assert.Contains("expects tensor 'stem.weight' [8, 2, 3, 3]; the weights' network has [9, 2, 3, 3].",
            Assert.Throws<ArgumentException>(() => Train(_spec, wider, _options)).Message);
        Assert.Contains("StageLearningRateFactors has 2 factors; the network has 3 stages.",
            Assert.Throws<ArgumentException>(() => Train(_spec, null, _options with { StageLearningRateFactors = [1, 1] })).Message);
    }

    [Fact]
    public void Run_from_merged_weights_is_resumed_to_the_same_bits()
    {
        using var folder = new Checkpoints.TempFolder();
        var merged = BatchNormSplitTests.Merged(RandomNetwork.Weights(_spec, 1), _ => true);
        var options = _options with { Checkpoint = new() { File = folder.File("checkpoint") }, ReportBatches = true };
        int reports = 0;
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(_spec, _images, null, options, _ =>
        {
            if (++reports == 2)
                throw new OperationCanceledException();
        }, merged));
        var resumed = Train(_spec, merged, options with { ResumeFrom = folder.File("checkpoint") }).Weights;
        WeightAssert.Identical(Train(_spec, merged, _options).Weights, resumed);
    }

    private static TrainingResult Train(NetworkSpec spec, NetworkWeights? weights, TrainingOptions options) =>
        NetworkTrainer.Train(spec, spec == _spec ? _images : new TestImages(spec, 40), null, options, initialWeights: weights);
}
