using ActiveShift.Interop;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary>A shift whose every number is another, so that none can take another's place.</summary>
internal static class LaunchCase
{
    public const nint Workspace = 0xB00;

    public static CudaShiftShape Shape { get; } = new(3, 24, 11, 14, 2, CudaElement.Float32, CudaLayout.Nchw, 0);

    public static CudaShiftTensors Tensors { get; } = new()
    {
        X = 0x100,
        GradY = 0x200,
        Alpha = 0x300,
        Beta = 0x400,
        Scale = 0x500,
        Bias = 0x600,
        Y = 0x700,
        GradX = 0x800,
        GradAlpha = 0x900,
        GradBeta = 0xA00,
    };

    /// <summary>With the workspace that backward needs.</summary>
    public static CudaShiftTensors WithWorkspace(CudaShiftShape shape) =>
        Tensors with { Workspace = Workspace, WorkspaceBytes = NativeCuda.WorkspaceBytes(shape, Tensors) };

    /// <summary>What every kernel gets, whatever it computes.</summary>
    private static KernelArguments Common(CudaShiftShape shape) => new()
    {
        X = Tensors.X,
        Alpha = Tensors.Alpha,
        Beta = Tensors.Beta,
        N = shape.N,
        C = shape.C,
        H = shape.H,
        W = shape.W,
        OutH = (shape.H + shape.Stride - 1) / shape.Stride,
        OutW = (shape.W + shape.Stride - 1) / shape.Stride,
        Stride = shape.Stride,
    };

    public static KernelArguments Forward(CudaShiftShape shape) => Common(shape) with { Y = Tensors.Y, Scale = Tensors.Scale, Bias = Tensors.Bias };

    public static KernelArguments Backward(CudaShiftShape shape) => Common(shape) with
    {
        GradY = Tensors.GradY,
        GradX = Tensors.GradX,
        GradAlpha = Tensors.GradAlpha,
        GradBeta = Tensors.GradBeta,
        Partial = Workspace,
    };

    public static KernelProblem Problem(CudaShiftShape shape) => new(
        shape.N, shape.C, shape.H, shape.W, shape.Stride, (int)shape.Element, (int)shape.Layout, Architecture: 90, Multiprocessors: 132);
}
