using System.Diagnostics;
using ActiveShift.Training.Tests.Data;
using TorchSharp;

namespace ActiveShift.Training.Tests.Training;

public class TrainingMemoryTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 16, width: 16, channels: 2);
    private static readonly TrainingOptions _options = new() { Epochs = 2, BatchSize = 16, Threads = 1 };

    [Fact]
    public void No_tensor_is_left_after_training_cancelling_or_failing()
    {
        var images = new TestImages(_spec, 40);
        // What a process makes once is made before the count.
        NetworkTrainer.Train(_spec, images, images, _options);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        NetworkTrainer.Train(_spec, images, images, _options);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Throws<DataMisalignedException>(() => NetworkTrainer.Train(_spec, images, images, _options, _ => throw new DataMisalignedException()));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => NetworkTrainer.Train(_spec, images, images, _options, _ => source.Cancel(), cancellationToken: source.Token));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Tensors_alive_do_not_grow_from_epoch_to_epoch()
    {
        var images = new TestImages(_spec, 40);
        var alive = new List<long>();
        NetworkTrainer.Train(_spec, images, images, _options with { Epochs = 20 }, _ => alive.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        Assert.All(alive, count => Assert.Equal(alive[0], count));
    }

    // What the statistics don't see: memory that torch, the native kernels or the autograd nodes keep. One step's activations are
    // about 9 MB here, so keeping even one of its tensors a step (0.25 MB) would add 45 MB over the epochs that are compared.
    [Fact]
    public void Memory_of_the_process_is_flat_over_20_epochs()
    {
        var images = new TestImages(_spec, 320);
        var megabytes = new List<double>();
        NetworkTrainer.Train(_spec, images, null, _options with { Epochs = 20, BatchSize = 32 }, _ =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = Process.GetCurrentProcess();
            megabytes.Add(process.PrivateMemorySize64 / 1e6);
        });
        double middle = Median(megabytes[2..8]), end = Median(megabytes[14..]);
        Assert.True(end - middle < 20, $"Private memory went from {middle:f0} MB to {end:f0} MB.");

        static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
    }
}
