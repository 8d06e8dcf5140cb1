using ActiveShift.Interop;

namespace ActiveShift.Tests.Cuda.Launch;

[Collection(CudaDriverTests.Name)]
public sealed class DriverFailureTests
{
    private const string Problem = "x [3, 24, 11, 14] float32 NCHW, stride 2";
    private const string Device = "device 0, Stand-in (compute capability 9.0)";

    [Theory]
    [InlineData("cuInit", false)]
    [InlineData("cuDriverGetVersion", false)]
    [InlineData("cuDeviceGetCount", false)]
    [InlineData("cuDeviceGet", false)]
    [InlineData("cuDeviceGetName", false)]
    [InlineData("cuDeviceGetAttribute", false)]
    [InlineData("cuDevicePrimaryCtxRetain", true)]
    [InlineData("cuCtxGetCurrent", true)]
    [InlineData("cuCtxPushCurrent_v2", true)]
    [InlineData("cuModuleLoadDataEx", true)]
    [InlineData("cuModuleGetFunction", true)]
    [InlineData("cuLaunchKernel", true)]
    public void A_call_that_fails_is_named_with_the_error_and_the_device(string call, bool isOnDevice)
    {
        using var driver = new StandInDriver();
        driver.Fail(call, 999);

        string message = Assert.Throws<InvalidOperationException>(() => NativeCuda.Forward(LaunchCase.Shape, LaunchCase.Tensors)).Message;

        Assert.Contains($"{call.Replace("_v2", "", StringComparison.Ordinal)} failed with CUDA_ERROR_UNKNOWN (made to fail)", message, StringComparison.Ordinal);
        if (isOnDevice)
            Assert.Contains(Device, message, StringComparison.Ordinal);
        Assert.Empty(driver.Launches);
        Assert.Equal(driver.Calls("cuCtxPopCurrent_v2"), call == "cuCtxPushCurrent_v2" ? 0 : driver.Calls("cuCtxPushCurrent_v2"));
    }

    [Fact]
    public void A_launch_that_fails_names_the_kernel_the_grid_and_the_shapes()
    {
        using var driver = new StandInDriver();
        driver.Fail("cuLaunchKernel", 12345);

        string message = Assert.Throws<InvalidOperationException>(() => NativeCuda.Forward(LaunchCase.Shape, LaunchCase.Tensors)).Message;

        var plan = PlanLibrary.Forward(LaunchCase.Problem(LaunchCase.Shape), LaunchCase.Forward(LaunchCase.Shape));
        Assert.Contains("cuLaunchKernel failed with the unknown error 12345", message, StringComparison.Ordinal);
        Assert.Contains($"{Device}, kernel '{plan.Launch[0].Name}' on a grid of {plan.Launch[0].Grid} blocks", message, StringComparison.Ordinal);
        Assert.Contains(Problem, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_drivers_compiler_says_of_the_kernels_is_passed_on()
    {
        using var driver = new StandInDriver();
        driver.Fail("cuModuleLoadDataEx", 999);
        var state = NativeCuda.Prepare(0);
        Assert.False(state.IsAvailable);
        Assert.Contains($"{Device}: ptxas: line 7 is bad", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_driver_there_is_no_GPU_and_the_reason_says_so()
    {
        using var driver = new StandInDriver();
        NativeMethods.UseCudaDriver("/nowhere/libcuda.so.1");

        AssertUnavailable("The CUDA driver's library /nowhere/libcuda.so.1 could not be opened");
        Assert.Equal(0, NativeMethods.GetCudaDeviceCount());
        string message = Assert.Throws<InvalidOperationException>(() => NativeCuda.Forward(LaunchCase.Shape, LaunchCase.Tensors)).Message;
        Assert.Contains("/nowhere/libcuda.so.1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_without_a_function_is_refused_by_its_name()
    {
        using var driver = new StandInDriver(library: "cuda_standin_incomplete");
        AssertUnavailable("has no function cuLaunchKernel");
        Assert.Equal(0, driver.Calls("cuInit"));
    }

    [Fact]
    public void A_driver_that_is_too_old_is_refused_with_its_version_and_the_one_needed()
    {
        using var driver = new StandInDriver(version: 8000);
        AssertUnavailable($"The CUDA driver is too old for the kernels on {Device}: it supports CUDA 8.0, and ");
    }

    [Fact]
    public void A_device_that_is_too_old_is_refused_with_its_compute_capability()
    {
        using var driver = new StandInDriver(major: 6, minor: 1);
        AssertUnavailable("There are no kernels for device 0, Stand-in (compute capability 6.1): compute capability 7.0 or above is needed.");
    }

    [Fact]
    public void A_driver_without_a_device_says_so()
    {
        using (var hidden = new StandInDriver(devices: 0))
            AssertUnavailable("shows no device (CUDA_VISIBLE_DEVICES may hide them)");
        using var none = new StandInDriver();
        none.Fail("cuInit", 100);
        AssertUnavailable("cuInit failed with CUDA_ERROR_NO_DEVICE (no device is there)");
    }

    [Theory]
    [InlineData(1, 1, "There is no CUDA device 1: the driver shows 1 device, number 0.")]
    [InlineData(2, 5, "There is no CUDA device 5: the driver shows 2 devices, from number 0.")]
    [InlineData(2, -1, "There is no CUDA device -1")]
    public void A_device_that_is_not_there_is_named(int devices, int wanted, string expected)
    {
        using var driver = new StandInDriver(devices: devices);
        var state = NativeCuda.State(wanted);
        Assert.False(state.IsAvailable);
        Assert.Contains(expected, state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_driver_that_is_not_there_is_looked_for_once()
    {
        using var driver = new StandInDriver();
        driver.Fail("cuInit", 999);
        Assert.False(NativeCuda.State(0).IsAvailable);
        driver.Fail("cuInit", 0);
        Assert.False(NativeCuda.State(0).IsAvailable);
        Assert.Equal(1, driver.Calls("cuInit"));
    }

    private static void AssertUnavailable(string reason)
    {
        var state = ActiveShiftBackend.Cuda;
        Assert.False(state.IsAvailable);
        Assert.Contains(reason, state.Reason, StringComparison.Ordinal);
        Assert.EndsWith(".", state.Reason, StringComparison.Ordinal);
        Assert.Equal(state, NativeCuda.Prepare(0));
    }
}
