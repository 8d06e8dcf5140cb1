using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training;

public class HeadTrainingTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
    private static readonly NetworkSpec _givenSpec = NetworkSpec.AsNet(8, 8, 1, classes: 3, height: 8, width: 8, channels: 2);

    /// <summary>Trained a little: features of random statistics are too large to learn from.</summary>
    private static readonly NetworkWeights _given = NetworkTrainer.Train(
        _givenSpec, new TestImages(_givenSpec, 40), null,
        new TrainingOptions { Epochs = 5, BatchSize = 16, CropPadding = 0, HorizontalFlip = false, Threads = 1 }).Weights;

    private static readonly TrainingOptions _options = new()
    {
        HeadEpochs = 3,
        HeadLearningRate = 0.05,
        Epochs = 2,
        BatchSize = 16,
        LearningRate = 0.01,
        LabelSmoothing = 0.1,
        ClassWeights = [1, 2, 3, 4],
        CropPadding = 1,
        Seed = 5,
        Threads = 1,
    };

    [Fact]
    public void Classifier_is_what_training_it_alone_gives_and_all_else_is_as_it_was()
    {
        var training = new TestImages(_spec, 40);
        var after = Train(_options with { Iterations = 1, LearningRate = 1e-9, ShiftLearningRateFactor = 0 }, training);
        var alone = Train(
            new TrainingOptions
            {
                Epochs = 3,
                LearningRate = 0.05,
                LearningRateDecay = LearningRateDecay.Cosine,
                WeightDecay = 0,
                StageLearningRateFactors = [0, 0, 0],
                BatchSize = 16,
                LabelSmoothing = 0.1,
                ClassWeights = [1, 2, 3, 4],
                Seed = 5,
                Threads = 1,
            },
            new TestImages(_spec, 40));
        foreach (var tensor in _spec.Tensors.Where(t => t.IsParameter))
        {
            var expected = tensor.Name.StartsWith("fc.", StringComparison.Ordinal) ? alone : _given;
            for (int i = 0; i < tensor.Count; i++)
                Assert.Equal(expected[tensor.Name][i], after[tensor.Name][i], 1e-6f);
        }
        // Once for the features, and one step of 14 images, with up to three batches read ahead.
        Assert.InRange(training.Reads, 40 + 14, 40 + 40);
    }

    [Fact]
    public void Epochs_of_the_run_are_reported_alone_and_begin_lower()
    {
        var with = new List<TrainingMetrics>();
        var without = new List<TrainingMetrics>();
        var options = _options with { HeadEpochs = 20, LearningRate = 1e-4, CropPadding = 0, HorizontalFlip = false };
        Train(options, new TestImages(_spec, 40), with.Add);
        Train(options with { HeadEpochs = 0 }, new TestImages(_spec, 40), without.Add);
        Assert.Equal([1, 2], with.Select(m => m.Epoch));
        Assert.Equal(without.Select(m => m.LearningRate), with.Select(m => m.LearningRate));
        Assert.True(with[0].Loss < 0.9 * without[0].Loss, $"{with[0].Loss} against {without[0].Loss}");
    }

    [Fact]
    public void Fresh_values_have_nothing_for_a_classifier_to_learn_from() => WeightAssert.Identical(
        NetworkTrainer.Train(_spec, new TestImages(_spec, 40), null, _options with { HeadEpochs = 0 }).Weights,
        NetworkTrainer.Train(_spec, new TestImages(_spec, 40), null, _options).Weights);

    [Fact]
    public void Same_seed_gives_the_same_bits_and_a_resumed_run_does_not_begin_with_it_again()
    {
        using var folder = new Checkpoints.TempFolder();
        var expected = Train(_options, new TestImages(_spec, 40));
        WeightAssert.Identical(expected, Train(_options, new TestImages(_spec, 40)));

        var options = _options with { Checkpoint = new() { File = folder.File("checkpoint") } };
        Assert.Throws<OperationCanceledException>(
            () => Train(options, new TestImages(_spec, 40), _ => throw new OperationCanceledException()));
        var training = new TestImages(_spec, 40);
        WeightAssert.Identical(expected, Train(options with { ResumeFrom = folder.File("checkpoint") }, training));
        Assert.Equal(40, training.Reads);
    }

    [Fact]
    public void Divergence_is_told_as_its_own()
    {
        var images = new TestImages(_spec, 40);
        var error = Assert.Throws<TrainingDivergedException>(() => NetworkTrainer.Train(
            _spec, images, null, _options with { HeadLearningRate = 100, HeadEpochs = 100 },
            initialWeights: RandomNetwork.Weights(_spec, 1)));
        Assert.StartsWith(
            "While the classifier was trained alone (HeadEpochs; a lower HeadLearningRate may help): The loss ",
            error.Message, StringComparison.Ordinal);
        Assert.True(error.Loss > 1000 || !double.IsFinite(error.Loss));
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        using var source = new CancellationTokenSource();
        var training = new TestImages(_spec, 400) { OnRead = index => { if (index == 40) source.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(
            _spec, training, null, _options, _ => Assert.Fail("It had not come so far."), _given, source.Token));
        Assert.InRange(training.Reads, 40, 200);
    }

    private static NetworkWeights Train(
        TrainingOptions options, TestImages training, Action<TrainingMetrics>? report = null) =>
        NetworkTrainer.Train(_spec, training, null, options, report, _given).Weights;
}
