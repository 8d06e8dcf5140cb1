using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary><c>ShiftArguments</c> of shift_launch.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct KernelArguments
{
    public nint X;
    public nint GradY;
    public nint Alpha;
    public nint Beta;
    public nint Scale;
    public nint Bias;
    public nint Y;
    public nint GradX;
    public nint Partial;
    public nint GradAlpha;
    public nint GradBeta;
    public long N;
    public long C;
    public long H;
    public long W;
    public long OutH;
    public long OutW;
    public int Stride;
    public int Splits;
}
