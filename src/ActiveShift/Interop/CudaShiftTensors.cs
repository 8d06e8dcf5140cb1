using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary><c>as_cuda_shift_tensors</c> of activeshift_cuda.h: addresses on the device, 0 for what is not there.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct CudaShiftTensors
{
    public nint X;
    public nint GradY;
    public nint Alpha;
    public nint Beta;
    public nint Scale;
    public nint Bias;
    public nint Y;
    public nint GradX;
    public nint GradAlpha;
    public nint GradBeta;
    public nint Workspace;
    public long WorkspaceBytes;
}
