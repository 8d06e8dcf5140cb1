using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary>One call of cuLaunchKernel, as the stand-in saw it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct LaunchRecord
{
    public nint Kernel;
    public Extent Grid;
    public Extent Block;
    public uint SharedBytes;
    public int Device;
    public nint Stream;
    public KernelArguments Arguments;

    public readonly string Name => Marshal.PtrToStringUTF8(Kernel)!;
}
