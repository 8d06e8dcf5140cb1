namespace ActiveShift.Training.Tests.Devices;

public class TorchGpuTests
{
    [Fact]
    public void A_GPU_can_be_used_or_there_is_a_reason()
    {
        int count = TorchGpu.Count;
        Assert.Contains($"libtorch sees ", TorchGpu.WhyUnavailable(count));
        if (count != 0)
            Assert.Null(TorchGpu.WhyUnavailable(0));
    }

    [Fact]
    public void A_libtorch_for_the_CPU_is_said_to_be_one()
    {
        Assert.SkipWhen(File.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libtorch_cuda.so")), "This libtorch has CUDA.");
        Assert.Equal(0, TorchGpu.Count);
        Assert.Equal(
            "libtorch sees no CUDA device: the one that this program has is for the CPU (the package libtorch-cuda-12.8 for your system has the other)",
            TorchGpu.WhyUnavailable(0));
    }

    [Theory]
    [InlineData(0, 1, null, null)]
    [InlineData(3, 4, null, null)]
    [InlineData(1, 1, null, "libtorch sees 1 CUDA device, number 0")]
    [InlineData(4, 4, null, "libtorch sees 4 CUDA devices, numbers 0 to 3")]
    [InlineData(-1, 4, null, "libtorch sees 4 CUDA devices, numbers 0 to 3")]
    [InlineData(0, 0, "no driver", "libtorch sees no CUDA device: no driver")]
    public void The_reason_names_the_devices_that_there_are(int gpu, int count, string? failure, string? expected) =>
        Assert.Equal(expected, TorchGpu.Explain(gpu, count, failure));
}
