using ActiveShift.Training.Tests.Data;

namespace ActiveShift.Training.Tests.Training;

public class CancellationTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
    private static readonly TrainingOptions _options = new() { Epochs = 3, BatchSize = 16, CropPadding = 1, Seed = 5, Threads = 1 };

    [Fact]
    public void Stops_before_the_next_step()
    {
        using var source = new CancellationTokenSource();
        int reports = 0;
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(_spec, new TestImages(_spec, 200), null, _options with { ReportBatches = true }, m =>
        {
            if (++reports == 3)
                source.Cancel();
        }, cancellationToken: source.Token));
        Assert.Equal(3, reports);
        var images = new TestImages(_spec, 10);
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(_spec, images, null, _options, cancellationToken: source.Token));
        Assert.Equal(0, images.Reads);
    }

    [Fact]
    public async Task Another_thread_stops_training_within_a_step()
    {
        using var source = new CancellationTokenSource();
        int steps = 0;
        int stepsWhenCancelled = int.MaxValue;
        var canceller = Task.Run(async () =>
        {
            while (Volatile.Read(ref steps) < 5)
                await Task.Delay(1);
            await source.CancelAsync();
            Volatile.Write(ref stepsWhenCancelled, Volatile.Read(ref steps));
        });
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(
            _spec, new TestImages(_spec, 200), null, _options with { Epochs = 100_000, ReportBatches = true },
            m => Interlocked.Add(ref steps, m.Batch is null ? 0 : 1), cancellationToken: source.Token));
        await canceller.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.InRange(steps, 5, stepsWhenCancelled + 1);
    }

    [Fact]
    public async Task Another_thread_stops_validation_within_a_batch()
    {
        using var source = new CancellationTokenSource();
        using var reached = new ManualResetEventSlim();
        var validation = new TestImages(_spec, 64_000)
        {
            OnRead = index =>
            {
                if (index == 100)
                    reached.Set();
            },
        };
        var canceller = Task.Run(() =>
        {
            Assert.True(reached.Wait(TimeSpan.FromSeconds(30)));
            source.Cancel();
            return validation.Reads;
        });
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(_spec, new TestImages(_spec, 16), validation, _options, cancellationToken: source.Token));
        int whenCancelled = await canceller;
        // The batch that was being read, the one that had been read ahead, and one that was asked for meanwhile.
        Assert.InRange(validation.Reads, 100, whenCancelled + 3 * 16);
    }
}
