using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>The CUDA kernels and their plan, compiled as plain C++ and run on the CPU (Cuda/native). The structures are those of shift_launch.h.</summary>
internal static unsafe partial class EmulatedKernels
{
    private const string Library = "emulated_kernels";

    /// <summary>Skips the test where there was no C++ compiler to build the kernels with.</summary>
    internal static void SkipWithout()
    {
        bool found = NativeLibrary.TryLoad(Library, typeof(EmulatedKernels).Assembly, DllImportSearchPath.AssemblyDirectory, out _);
        Assert.SkipUnless(found, "The CUDA kernels were not built for the CPU: that needs Linux, CMake and a C++ compiler.");
    }

    [LibraryImport(Library, EntryPoint = "emulate_shift")]
    internal static partial int Run(KernelPass pass, in ShiftProblem problem, in ShiftArguments arguments, int variant, int reversed, byte* kernel);

    [LibraryImport(Library, EntryPoint = "emulated_plan")]
    internal static partial int Plan(KernelPass pass, in ShiftProblem problem, in ShiftArguments arguments, ShiftPlan* plan);

    [StructLayout(LayoutKind.Sequential)]
    internal struct ShiftArguments
    {
        internal void* X;
        internal void* GradY;
        internal float* Alpha;
        internal float* Beta;
        internal float* Scale;
        internal float* Bias;
        internal void* Y;
        internal void* GradX;
        internal float* Partial;
        internal float* GradAlpha;
        internal float* GradBeta;
        internal long N;
        internal long C;
        internal long H;
        internal long W;
        internal long OutH;
        internal long OutW;
        internal int Stride;
        internal int Splits;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ShiftProblem
    {
        internal long N;
        internal long C;
        internal long H;
        internal long W;
        internal int Stride;
        internal StorageFormat Element;
        internal KernelLayout Layout;
        internal int Architecture;
        internal int Multiprocessors;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct KernelLaunch
    {
        internal byte* Kernel;
        internal fixed uint Grid[3];
        internal fixed uint Block[3];
        internal uint SharedBytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ShiftPlan
    {
        internal int Count;
        internal KernelLaunch First;
        internal KernelLaunch Second;
        internal KernelLaunch Third;
        internal nuint WorkspaceBytes;
        internal int Splits;
    }
}
