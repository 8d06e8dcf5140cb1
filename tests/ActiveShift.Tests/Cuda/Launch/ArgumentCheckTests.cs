using ActiveShift.Interop;

namespace ActiveShift.Tests.Cuda.Launch;

[Collection(CudaDriverTests.Name)]
public sealed class ArgumentCheckTests
{
    private static readonly CudaShiftShape _shape = LaunchCase.Shape;
    private static readonly CudaShiftTensors _tensors = LaunchCase.Tensors;

    [Fact]
    public void A_shape_that_cannot_be_is_refused_with_its_values()
    {
        using var driver = new StandInDriver();
        AssertRefused("x [0, 24, 11, 14]", _shape with { N = 0 });
        AssertRefused("x [3, -1, 11, 14]", _shape with { C = -1 });
        AssertRefused("2^60", _shape with { H = 1L << 40, W = 1L << 40 });
        AssertRefused("Fewer than 2^31 channels", _shape with { C = 1L << 31, H = 1, W = 1, N = 1 });
        AssertRefused("stride 0", _shape with { Stride = 0 });
        AssertRefused("of element type 3", _shape with { Element = (CudaElement)3 });
        AssertRefused("in layout -1", _shape with { Layout = (CudaLayout)(-1) });
        Assert.Empty(driver.Launches);
    }

    [Fact]
    public void A_tensor_that_is_missing_is_named()
    {
        using var driver = new StandInDriver();
        AssertForward("x, alpha or beta is a null pointer", _tensors with { X = 0 });
        AssertForward("x, alpha or beta is a null pointer", _tensors with { Alpha = 0 });
        AssertForward("x, alpha or beta is a null pointer", _tensors with { Beta = 0 });
        AssertForward("y is a null pointer", _tensors with { Y = 0 });
        AssertForward("One of scale and bias is a null pointer", _tensors with { Scale = 0 });
        AssertBackward("grad_y is a null pointer", _tensors with { GradY = 0 });
        AssertBackward("One of grad_alpha and grad_beta is a null pointer", _tensors with { GradBeta = 0 });
        Assert.Empty(driver.Launches);
    }

    [Fact]
    public void A_workspace_that_is_too_small_is_refused_before_anything_is_launched()
    {
        using var driver = new StandInDriver();
        var tensors = LaunchCase.WithWorkspace(_shape);
        Assert.SkipWhen(tensors.WorkspaceBytes == 0, "This plan needs no workspace.");

        AssertBackward($"The workspace has {tensors.WorkspaceBytes - 1} bytes; {tensors.WorkspaceBytes} are needed", tensors with { WorkspaceBytes = tensors.WorkspaceBytes - 1 });
        AssertBackward("The workspace has 0 bytes", tensors with { Workspace = 0 });
        Assert.Empty(driver.Launches);
    }

    private static void AssertRefused(string expected, CudaShiftShape shape)
    {
        string message = Assert.Throws<ArgumentException>(() => NativeCuda.Forward(shape, _tensors)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static void AssertForward(string expected, CudaShiftTensors tensors)
    {
        string message = Assert.Throws<ArgumentException>(() => NativeCuda.Forward(_shape, tensors)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static void AssertBackward(string expected, CudaShiftTensors tensors)
    {
        string message = Assert.Throws<ArgumentException>(() => NativeCuda.Backward(_shape, tensors)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }
}
