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
        var first = NetworkTrainer.Train(_spec, images, null, options);
        var second = NetworkTrainer.Train(_spec, images, new TestImages(_spec, 8, seed: 1), options);
        var other = NetworkTrainer.Train(_spec, images, null, options with { Seed = 6 });
        WeightAssert.Identical(first, second);
        Assert.False(first["fc.weight"].SequenceEqual(other["fc.weight"]));
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
    }

    [Fact]
    public void Shifts_move_unless_their_rate_is_zero()
    {
        var images = new TestImages(_spec, 40);
        var moved = NetworkTrainer.Train(_spec, images, null, _options);
        var stayed = NetworkTrainer.Train(_spec, images, null, _options with { ShiftLearningRateFactor = 0 });
        using var generator = new Generator((ulong)_options.Seed);
        using var fresh = new AsResNet(_spec, generator);
        var initial = fresh.Export();
        foreach (var shift in _spec.Tensors.Where(t => t.Role == TensorRole.Shift))
        {
            Assert.Equal(initial[shift.Name].ToArray(), stayed[shift.Name].ToArray());
            Assert.NotEqual(initial[shift.Name].ToArray(), moved[shift.Name].ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void Sets_of_any_size_can_be_trained_on(int count)
    {
        var weights = NetworkTrainer.Train(_spec, new TestImages(_spec, count), null, _options);
        Assert.All(_spec.Tensors, t => Assert.True(weights[t.Name].ToArray().All(float.IsFinite), t.Name));
    }

    [Fact]
    public void Loss_that_is_not_a_number_stops_with_advice()
    {
        var images = new TestImages(_spec, 32);
        var exception = Assert.Throws<InvalidOperationException>(
            () => NetworkTrainer.Train(_spec, new BrokenImages(images), null, _options));
        Assert.Contains("The loss became NaN in epoch 1, batch 1 (step 1) at learning rate 0.1. Try a lower LearningRate", exception.Message);
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

    [Fact]
    public void Cancellation_stops_before_the_next_step()
    {
        using var source = new CancellationTokenSource();
        int reports = 0;
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(_spec, new TestImages(_spec, 200), null, _options with { ReportBatches = true }, m =>
        {
            if (++reports == 3)
                source.Cancel();
        }, source.Token));
        Assert.Equal(3, reports);
        var images = new TestImages(_spec, 10);
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(_spec, images, null, _options, null, source.Token));
        Assert.Equal(0, images.Reads);
    }

    /// <summary>Images that hold NaN.</summary>
    private sealed class BrokenImages(IImageSet images) : IImageSet
    {
        public int Count => images.Count;

        public int GetLabel(int index) => images.GetLabel(index);

        public void CopyImage(int index, Span<float> chw) => chw.Fill(float.NaN);
    }
}
