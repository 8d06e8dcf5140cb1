using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training.Head;

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
        HeadFirst = true,
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
    public void Classifier_is_the_regression_on_the_features_and_all_else_is_as_it_was()
    {
        const double Penalty = 0.02;
        var training = new TestImages(_spec, 40);
        var after = Train(
            _options with { HeadPenalty = Penalty, Iterations = 1, LearningRate = 1e-9, ShiftLearningRateFactor = 0 }, training);
        foreach (var tensor in _spec.Tensors.Where(t => t.IsParameter && !t.Name.StartsWith("fc.", StringComparison.Ordinal)))
        {
            for (int i = 0; i < tensor.Count; i++)
                Assert.Equal(_given[tensor.Name][i], after[tensor.Name][i], 1e-6f);
        }
        // Once for the features, and one step of 14 images, with up to three batches read ahead.
        Assert.InRange(training.Reads, 40 + 14, 40 + 40);

        // At the minimum the gradient by each weight is 0: the mean over the images of (probability - label) · feature, weighted
        // by class, plus the penalty on the weight of the feature as it is standardised.
        var (features, mean, deviation) = Features(_given, training);
        double[] weights = [.. Enumerable.Range(0, 40).Select(i => (double)_options.ClassWeights![i % 4])];
        double[][] errors = [.. features.Select((x, i) => Errors(after, x, i % 4))];
        for (int f = 0; f < _spec.FeatureWidth; f++)
        {
            for (int c = 0; c < 4; c++)
            {
                double gradient = Enumerable.Range(0, 40)
                    .Sum(i => weights[i] * errors[i][c] * (features[i][f] - mean[f]) / deviation[f]) / weights.Sum();
                double weight = after["fc.weight"][c * _spec.FeatureWidth + f] * deviation[f];
                Assert.Equal(0, gradient + Penalty * weight, 1e-4);
            }
        }
    }

    [Fact]
    public void Penalty_is_chosen_on_images_that_are_left_out()
    {
        // Labels that the images say nothing of: the largest penalty, and so hardly any weights.
        var noise = new TestImages(_spec, 80) { Label = index => index * 7919 / 13 % 4 };
        var options = _options with { ClassWeights = null, Iterations = 1, LearningRate = 1e-9 };
        Assert.True(Norm(Train(options, noise)) < 0.5 * Norm(Train(options, new TestImages(_spec, 80))));
    }

    [Fact]
    public void Epochs_of_the_run_are_reported_alone_and_begin_lower()
    {
        var with = new List<TrainingMetrics>();
        var without = new List<TrainingMetrics>();
        var options = _options with { LearningRate = 1e-4, CropPadding = 0, HorizontalFlip = false };
        Train(options, new TestImages(_spec, 40), with.Add);
        Train(options with { HeadFirst = false }, new TestImages(_spec, 40), without.Add);
        Assert.Equal([1, 2], with.Select(m => m.Epoch));
        Assert.Equal(without.Select(m => m.LearningRate), with.Select(m => m.LearningRate));
        Assert.True(with[0].Loss < 0.9 * without[0].Loss, $"{with[0].Loss} against {without[0].Loss}");
    }

    [Fact]
    public void Fresh_values_have_nothing_for_a_classifier_to_learn_from() => WeightAssert.Identical(
        NetworkTrainer.Train(_spec, new TestImages(_spec, 40), null, _options with { HeadFirst = false }).Weights,
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
    public void Cancelling_stops_it()
    {
        using var source = new CancellationTokenSource();
        var training = new TestImages(_spec, 400) { OnRead = index => { if (index == 40) source.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(
            _spec, training, null, _options, _ => Assert.Fail("It had not come so far."), _given, source.Token));
        Assert.InRange(training.Reads, 40, 200);
    }

    private static double Norm(NetworkWeights weights) => Math.Sqrt(weights["fc.weight"].ToArray().Sum(w => (double)w * w));

    private static (float[][] Rows, double[] Mean, double[] Deviation) Features(NetworkWeights weights, TestImages images)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var network = AsResNet.FromWeights(weights);
        network.eval();
        var batch = empty(images.Count, 2, 8, 8);
        for (int i = 0; i < images.Count; i++)
        {
            float[] image = new float[2 * 8 * 8];
            images.CopyImage(i, image);
            batch[i] = tensor(image, [2, 8, 8]);
        }
        var features = network.Features(batch);
        var wide = features.to_type(ScalarType.Float64);
        return (
            [.. features.data<float>().ToArray().Chunk((int)features.shape[1])],
            wide.mean([0]).data<double>().ToArray(),
            wide.std([0], unbiased: false).data<double>().ToArray());
    }

    /// <summary>Probabilities less the label.</summary>
    private static double[] Errors(NetworkWeights weights, float[] features, int label)
    {
        double[] exponentials = [.. Enumerable.Range(0, 4).Select(c => Math.Exp(
            weights["fc.bias"][c] + features.Select((x, f) => (double)x * weights["fc.weight"][c * features.Length + f]).Sum()))];
        return [.. exponentials.Select((e, c) => e / exponentials.Sum() - (c == label ? 1 : 0))];
    }

    private static NetworkWeights Train(
        TrainingOptions options, TestImages training, Action<TrainingMetrics>? report = null) =>
        NetworkTrainer.Train(_spec, training, null, options, report, _given).Weights;
}
