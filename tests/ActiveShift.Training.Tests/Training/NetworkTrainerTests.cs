using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training;

public class NetworkTrainerTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
    private static readonly TrainingOptions _options = new() { Epochs = 3, BatchSize = 16, CropPadding = 1, Seed = 5, Threads = 1 };

    [Fact]
    public void Learns_a_small_set_by_heart_and_generalises_from_it()
    {
        var metrics = new List<TrainingMetrics>();
        var options = _options with { Epochs = 20, CropPadding = 0, HorizontalFlip = false };
        NetworkTrainer.Train(_spec, new TestImages(_spec, 64), new TestImages(_spec, 40, seed: 1), options, metrics.Add);
        Assert.Equal(1, metrics[^1].Accuracy);
        Assert.True(metrics[^1].Loss < 0.05, $"loss {metrics[^1].Loss}");
        Assert.Equal(1, metrics[^1].ValidationAccuracy);
        Assert.True(metrics[^1].ValidationLoss < 0.2, $"validation loss {metrics[^1].ValidationLoss}");
        Assert.True(metrics[0].Loss > 5 * metrics[^1].Loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Same_seed_gives_the_same_bits(int threads)
    {
        // Threads that finish in another order each time must not matter.
        var images = new TestImages(_spec, 70) { OnRead = _ => Thread.SpinWait(Environment.TickCount & 255) };
        var options = _options with { Threads = threads };
        var first = NetworkTrainer.Train(_spec, images, null, options).Weights;
        var second = NetworkTrainer.Train(_spec, images, new TestImages(_spec, 8, seed: 1), options).Weights;
        var other = NetworkTrainer.Train(_spec, images, null, options with { Seed = 6 }).Weights;
        WeightAssert.Identical(first, second);
        Assert.False(first["fc.weight"].SequenceEqual(other["fc.weight"]));
    }

    [Fact]
    public void Learns_from_mixed_images_the_same_way_with_the_same_seed()
    {
        var metrics = new List<TrainingMetrics>();
        var options = _options with { Epochs = 20, CropPadding = 0, HorizontalFlip = false };
        options = options with { MixupAlpha = 0.4, CutMixAlpha = 1 };
        var (images, others) = (new TestImages(_spec, 64), new TestImages(_spec, 40, seed: 1));
        var first = NetworkTrainer.Train(_spec, images, others, options, metrics.Add).Weights;
        Assert.True(metrics[^1].ValidationAccuracy > 0.9, $"validation accuracy {metrics[^1].ValidationAccuracy}");
        WeightAssert.Identical(first, NetworkTrainer.Train(_spec, images, null, options).Weights);
    }

    [Fact]
    public void Global_settings_of_torch_are_left_alone()
    {
        using var scope = NewDisposeScope();
        int threads = get_num_threads();
        byte[] before = Generator.Default.get_state().bytes.ToArray();
        NetworkTrainer.Train(_spec, new TestImages(_spec, 20), null, _options with { Threads = threads + 1 });
        Assert.Equal(before, Generator.Default.get_state().bytes.ToArray());
        Assert.Equal(threads, get_num_threads());
    }

    [Fact]
    public void Metrics_come_per_epoch_and_on_request_per_batch()
    {
        var metrics = new List<TrainingMetrics>();
        NetworkTrainer.Train(_spec, new TestImages(_spec, 40), new TestImages(_spec, 10), _options with { ReportBatches = true, Epochs = 4 }, metrics.Add);
        Assert.Equal([.. Enumerable.Range(1, 4).SelectMany(e => new (int, int?)[] { (e, 1), (e, 2), (e, 3), (e, null) })], metrics.Select(m => (m.Epoch, m.Batch)));
        foreach (var epoch in metrics.GroupBy(m => m.Epoch))
        {
            var batches = epoch.Where(m => m.Batch is not null).ToList();
            var end = epoch.Last();
            Assert.Equal(batches.Zip([13, 13, 14], (m, n) => m.Loss * n).Sum() / 40, end.Loss, 1e-9);
            Assert.Equal(batches.Zip([13, 13, 14], (m, n) => m.Accuracy * n).Sum() / 40, end.Accuracy, 1e-9);
            Assert.All(batches, m => Assert.Null(m.ValidationAccuracy));
            Assert.InRange(end.ValidationAccuracy!.Value, 0, 1);
            Assert.True(end.ValidationLoss > 0);
        }
        Assert.Equal([0.1, 0.1, 0.01, 0.001], metrics.Where(m => m.Batch is null).Select(m => Math.Round(m.LearningRate, 9)));
        Assert.All(metrics, m => Assert.True(m.ImagesPerSecond > 0));
        Assert.All(metrics, m => Assert.All(m.MeanAbsoluteShift, s => Assert.InRange(s, 0.2, 1)));
        Assert.Equal(_spec.Stages.Count, metrics[0].MeanAbsoluteShift.Count);
        Assert.All(metrics, m => Assert.All(m.MaxAbsoluteShift.Zip(m.MeanAbsoluteShift), s => Assert.InRange(s.First, s.Second, 1.1)));
        Assert.All(metrics, m => Assert.Equal(m.Seconds * m.ImagesPerSecond, m.Batch is { } b ? new[] { 13, 26, 40 }[b - 1] : 40, 1e-6));
        Assert.All(metrics, m => Assert.InRange(m.DataWaitShare, 0, 1));
    }

    [Fact]
    public void Shifts_move_unless_their_rate_is_zero()
    {
        var images = new TestImages(_spec, 40);
        var moved = NetworkTrainer.Train(_spec, images, null, _options).Weights;
        var stayed = NetworkTrainer.Train(_spec, images, null, _options with { ShiftLearningRateFactor = 0 }).Weights;
        using var generator = new Generator((ulong)_options.SeedOrDefault);
        using var fresh = new AsResNet(_spec, generator);
        var initial = fresh.Export();
        foreach (var shift in _spec.Tensors.Where(t => t.Role == TensorRole.Shift))
        {
            Assert.Equal(initial[shift.Name].ToArray(), stayed[shift.Name].ToArray());
            Assert.NotEqual(initial[shift.Name].ToArray(), moved[shift.Name].ToArray());
        }
    }

    [Fact]
    public void Waiting_for_slow_images_is_seen()
    {
        double fast = Share(new TestImages(_spec, 32));
        double slow = Share(new TestImages(_spec, 32) { OnRead = _ => Thread.Sleep(10) });
        Assert.True(slow > 0.5 && slow > fast, $"{slow:f3} of the time was waiting for slow images, {fast:f3} for fast ones.");

        static double Share(TestImages images) => NetworkTrainer.Train(_spec, images, null, _options).Metrics.DataWaitShare;
    }

    [Fact]
    public void Iterations_end_within_an_epoch_that_is_validated_too()
    {
        var metrics = new List<TrainingMetrics>();
        var options = _options with { Epochs = 1, Iterations = 7, ReportBatches = true };
        var result = NetworkTrainer.Train(_spec, new TestImages(_spec, 40), new TestImages(_spec, 10), options, metrics.Add);
        Assert.Equal([(1, 1), (1, 2), (1, 3), (1, null), (2, 1), (2, 2), (2, 3), (2, null), (3, 1), (3, null)], metrics.Select(m => (m.Epoch, m.Batch)));
        Assert.Equal((7, 3, 3, false), (result.Steps, result.Epoch, result.LastEpoch, result.StoppedEarly));
        Assert.NotNull(metrics[^1].ValidationLoss);
        Assert.Same(metrics[^1], result.Metrics);
        // The schedule sees 7 steps: it drops at the fifth and the seventh.
        Assert.Equal([0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.001], metrics.Where(m => m.Batch is not null).Select(m => Math.Round(m.LearningRate, 9)));
    }

    [Fact]
    public void Every_option_of_the_step_reaches_it()
    {
        var images = new TestImages(_spec, 40) { Label = i => i % 7 == 0 ? 1 : 0 };
        TrainingOptions[] variants =
        [
            _options, _options with { LearningRateDecay = LearningRateDecay.Linear }, _options with { Nesterov = false }, _options with { GradientMaxNorm = 0.1 },
            _options with { LatticeRegularization = 0.1 }, _options with { LabelSmoothing = 0.1 }, _options with { ClassWeights = [1, 2, 1, 1] },
            _options with { BalancedClassWeights = true }, _options with { WeightAverageDecay = 0.5 }, _options with { StageLearningRateFactors = [1, 1, 0.5] },
        ];
        var results = variants.Select(options => string.Join(' ', NetworkTrainer.Train(_spec, images, null, options).Weights["stem.weight"].ToArray())).ToList();
        Assert.Equal(variants.Length, results.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void Sets_of_any_size_can_be_trained_on(int count)
    {
        var weights = NetworkTrainer.Train(_spec, new TestImages(_spec, count), null, _options).Weights;
        Assert.All(_spec.Tensors, t => Assert.True(weights[t.Name].ToArray().All(float.IsFinite), t.Name));
    }

    [Fact]
    public void Labels_outside_the_classes_and_empty_sets_are_errors()
    {
        var good = new TestImages(_spec, 8);
        var bad = new TestImages(_spec, 8) { Label = i => i == 6 ? 4 : 0 };
        Assert.Contains("Image 6 of the training set has label 4; the network has classes 0 to 3.", Message(bad, null));
        Assert.Contains("Image 6 of the validation set", Message(good, bad));
        Assert.Contains("training set has no images", Message(new TestImages(_spec, 0), null));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetworkTrainer.Train(_spec, good, null, _options with { Epochs = 0 }));

        static string Message(IImageSet training, IImageSet? validation) =>
            Assert.Throws<ArgumentException>(() => NetworkTrainer.Train(_spec, training, validation, _options)).Message;
    }
}
