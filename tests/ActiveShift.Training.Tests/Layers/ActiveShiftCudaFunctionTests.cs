using ActiveShift.Tests.Cuda.Launch;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

/// <remarks>
/// With tensors of the CPU in the place of a GPU's, and a driver that computes nothing: what is shown is which memory the kernels would get.
/// </remarks>
public class ActiveShiftCudaFunctionTests
{
    public static TheoryData<ScalarType, bool> Forms => new MatrixTheoryData<ScalarType, bool>([ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16], [false, true]);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Forward_gives_the_kernels_these_tensors_and_a_result_of_the_inputs_layout(ScalarType type, bool channelsLast)
    {
        using var driver = new StandInDriver();
        using var scope = NewDisposeScope();
        var x = Images(2, 3, 5, 7, type, channelsLast);
        var (alpha, beta) = (zeros(3), zeros(3));

        var y = ActiveShiftCudaFunction.Apply(x, alpha, beta, 2);

        Assert.Equal([2, 3, 3, 4], y.shape);
        Assert.Equal(type, y.dtype);
        Assert.Equal(channelsLast, ChannelsLast.Is(y));
        var seen = Assert.Single(driver.Launches.Select(launch => launch.Arguments).Distinct());
        Assert.Equal((Pointer(x), Pointer(alpha), Pointer(beta), Pointer(y)), (seen.X, seen.Alpha, seen.Beta, seen.Y));
        Assert.Equal((2, 3, 5, 7, 3, 4, 2), (seen.N, seen.C, seen.H, seen.W, seen.OutH, seen.OutW, seen.Stride));
        Assert.Equal((0, 0, 0, 0), (seen.Scale, seen.Bias, seen.GradX, seen.Partial));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Backward_gives_gradients_of_the_inputs_layout_whatever_the_next_layer_made(ScalarType type, bool channelsLast)
    {
        using var driver = new StandInDriver();
        using var scope = NewDisposeScope();
        var x = Images(2, 3, 5, 7, type, channelsLast).requires_grad_();
        var (alpha, beta) = (zeros(3).requires_grad_(), zeros(3).requires_grad_());

        var y = ActiveShiftCudaFunction.Apply(x, alpha, beta, 2);
        var given = Images(2, 3, 3, 4, type, !channelsLast);
        y.backward([given]);

        var launches = driver.Launches.Where(launch => launch.Arguments.GradY != 0).ToList();
        Assert.NotEmpty(launches);
        // Of the other layout: the kernels get a copy.
        Assert.All(launches, launch => Assert.NotEqual(Pointer(given), launch.Arguments.GradY));
        Assert.All(launches, launch => Assert.Equal((Pointer(x), 0), (launch.Arguments.X, launch.Arguments.Y)));
        Assert.All(launches, launch => Assert.Equal((Pointer(alpha), Pointer(beta)), (launch.Arguments.Alpha, launch.Arguments.Beta)));
        Assert.All(launches, launch => Assert.DoesNotContain(0, new[] { launch.Arguments.GradX, launch.Arguments.GradAlpha, launch.Arguments.GradBeta }));
        Assert.Equal(channelsLast, ChannelsLast.Is(x.grad!));
        Assert.Equal((type, ScalarType.Float32, ScalarType.Float32), (x.grad!.dtype, alpha.grad!.dtype, beta.grad!.dtype));
    }

    [Fact]
    public void Gradients_that_are_not_wanted_are_not_computed()
    {
        using var driver = new StandInDriver();
        using var scope = NewDisposeScope();
        var (x, alpha, beta) = (zeros(1, 3, 4, 4).requires_grad_(), zeros(3), zeros(3));

        ActiveShiftCudaFunction.Apply(x, alpha, beta, 1).sum().backward();

        var seen = Assert.Single(driver.Launches, launch => launch.Arguments.GradY != 0).Arguments;
        Assert.Equal((true, 0, 0, 0), (seen.GradX != 0, seen.GradAlpha, seen.GradBeta, seen.Partial));
    }

    [Fact]
    public void Tensors_with_gaps_are_copied_first()
    {
        using var driver = new StandInDriver();
        using var scope = NewDisposeScope();
        var gaps = zeros(1, 3, 4, 8).narrow(3, 2, 4);

        var y = ActiveShiftCudaFunction.Apply(gaps, zeros(3), zeros(3), 1);

        Assert.True(y.is_contiguous());
        Assert.NotEqual(Pointer(gaps), driver.Launches[0].Arguments.X);
    }

    private static Tensor Images(long n, long c, long h, long w, ScalarType type, bool channelsLast)
    {
        var images = zeros([n, c, h, w], type);
        return channelsLast ? ChannelsLast.Of(images) : images;
    }

    private static nint Pointer(Tensor? tensor) => DeviceMemory.Pointer(tensor);
}
