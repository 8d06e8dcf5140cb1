using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;
using TorchSharp;

namespace ActiveShift.Training.Tests.Devices;

public class TrainingDeviceTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 4, 1, classes: 2, height: 8, width: 8, channels: 1);
    private static readonly TrainingOptions _options = new() { Epochs = 1, BatchSize = 8, Threads = 1 };

    // A GPU that no machine has.
    private const int Absent = 1_000;

    [Fact]
    public void A_GPU_that_is_not_there_is_an_error_that_says_what_is()
    {
        var error = Assert.Throws<InvalidOperationException>(() => NetworkTrainer.Train(_spec, new TestImages(_spec, 8), null, _options with { GpuDeviceId = Absent }));
        Assert.StartsWith("GpuDeviceId is 1000, but libtorch sees ", error.Message);
        Assert.EndsWith("Leave it null, or set FallbackToCpu.", error.Message);
        Assert.Throws<InvalidOperationException>(() => new TorchNetwork(RandomNetwork.Weights(_spec, 1), Absent));
    }

    [Fact]
    public void The_CPU_stands_in_where_that_is_allowed_and_the_result_says_so()
    {
        var images = new TestImages(_spec, 8);
        var options = _options with { GpuDeviceId = Absent, FallbackToCpu = true, ChannelsLast = true };
        var result = NetworkTrainer.Train(_spec, images, null, options);
        Assert.Null(result.GpuDeviceId);
        WeightAssert.Identical(NetworkTrainer.Train(_spec, images, null, _options).Weights, result.Weights);
    }

    [Fact]
    public void Without_a_wish_it_is_the_CPU_and_no_GPU_is_looked_for() =>
        Assert.Equal(DeviceType.CPU, TrainingDevice.Choose(_options, _ => throw new InvalidOperationException("asked")).type);

    [Fact]
    public void A_GPU_that_is_there_is_the_one_of_its_number()
    {
        var device = TrainingDevice.Choose(_options with { GpuDeviceId = 2, FallbackToCpu = true }, gpu => gpu == 2 ? null : "not this one");
        Assert.Equal((DeviceType.CUDA, 2), (device.type, device.index));
    }
}
