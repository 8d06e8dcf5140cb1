using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary><c>ShiftProblem</c> of shift_launch.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct KernelProblem(
    long N, long C, long H, long W, int Stride, int Element, int Layout, int Architecture, int Multiprocessors);
