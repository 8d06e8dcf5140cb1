using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary><c>KernelLaunch</c> of shift_launch.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct KernelLaunch
{
    public nint Kernel;
    public Extent Grid;
    public Extent Block;
    public uint SharedBytes;

    public readonly string Name => Marshal.PtrToStringUTF8(Kernel)!;
}
