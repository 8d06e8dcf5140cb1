using ActiveShift.Interop;

namespace ActiveShift.Tests.Cuda.Launch;

[Collection(CudaDriverTests.Name)]
public sealed class ModuleLoadingTests
{
    [Fact]
    public void The_kernels_are_loaded_once_for_each_device()
    {
        using var driver = new StandInDriver(devices: 2);
        for (int i = 0; i < 3; i++)
        {
            NativeCuda.Forward(LaunchCase.Shape, LaunchCase.Tensors);
            NativeCuda.Forward(LaunchCase.Shape with { Device = 1 }, LaunchCase.Tensors);
        }

        Assert.Equal(2, driver.Modules.Count);
        Assert.Equal(2, driver.Calls("cuDevicePrimaryCtxRetain"));
        Assert.Equal(1, driver.Calls("cuInit"));
        Assert.Equal(2 * PlanLibrary.Forward(LaunchCase.Problem(LaunchCase.Shape), LaunchCase.Forward(LaunchCase.Shape)).Count, driver.Calls("cuModuleGetFunction"));
    }

    [Fact]
    public void Eight_threads_at_once_load_them_once()
    {
        using var driver = new StandInDriver();
        using var together = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            together.SignalAndWait();
            for (int i = 0; i < 50; i++)
                NativeCuda.Forward(LaunchCase.Shape, LaunchCase.Tensors);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Single(driver.Modules);
        Assert.Equal(1, driver.Calls("cuInit"));
        Assert.Equal(1, driver.Calls("cuDevicePrimaryCtxRetain"));
        int launches = PlanLibrary.Forward(LaunchCase.Problem(LaunchCase.Shape), LaunchCase.Forward(LaunchCase.Shape)).Count;
        Assert.Equal(400 * launches, driver.Launches.Count);
        Assert.All(driver.Launches, launch => Assert.Equal(0, launch.Device));
    }

    [Fact]
    public void Preparing_loads_them_and_asking_does_not()
    {
        using var driver = new StandInDriver();
        var asked = NativeCuda.State(0);
        Assert.Empty(driver.Modules);
        Assert.Equal(0, driver.Calls("cuDevicePrimaryCtxRetain"));

        Assert.Equal(asked, NativeCuda.Prepare(0));
        Assert.True(asked.IsAvailable);
        Assert.Contains("device 0, Stand-in (compute capability 9.0), with a driver for CUDA 12.8.", asked.Reason, StringComparison.Ordinal);
        Assert.Single(driver.Modules);
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 9)]
    [InlineData(9, 0)]
    [InlineData(12, 0)]
    public void A_device_gets_the_newest_kernels_that_it_can_run(int major, int minor)
    {
        using var driver = new StandInDriver(version: 13000, major: major, minor: minor);
        NativeCuda.Prepare(0);

        string target = Assert.Single(driver.Modules).Split('\n').Single(line => line.StartsWith(".target", StringComparison.Ordinal));
        int architecture = int.Parse(new string([.. target[".target sm_".Length..].TakeWhile(char.IsAsciiDigit)]), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(architecture, 70, 10 * major + minor);
        if (major >= 9)
            Assert.True(architecture > 70, $"A device of {major}.{minor} got the kernels for sm_{architecture}.");
    }

    [Fact]
    public void Loading_that_failed_is_tried_again()
    {
        using var driver = new StandInDriver();
        driver.Fail("cuModuleLoadDataEx", 999);
        Assert.False(NativeCuda.Prepare(0).IsAvailable);
        driver.Fail("cuModuleLoadDataEx", 0);
        Assert.True(NativeCuda.Prepare(0).IsAvailable);
        Assert.Equal(1, driver.Calls("cuDevicePrimaryCtxRetain"));
    }
}
