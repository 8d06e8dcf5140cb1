using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary><c>ShiftPlan</c> of shift_launch.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct KernelPlan
{
    public int Count;
    public Launches Launch;
    public nuint WorkspaceBytes;
    public int Splits;

    [InlineArray(3)]
    internal struct Launches
    {
        private KernelLaunch _first;
    }
}
