using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary>The library's own plan, computed beside it.</summary>
internal static unsafe class PlanLibrary
{
    private static readonly Lazy<nint> _library = new(() => NativeLibrary.Load(StandInDriver.PathOf("cuda_plan")));

    public static KernelPlan Forward(KernelProblem problem, KernelArguments arguments) => Plan(0, problem, arguments);

    public static KernelPlan InputGradient(KernelProblem problem, KernelArguments arguments) => Plan(1, problem, arguments);

    public static KernelPlan ShiftGradient(KernelProblem problem, KernelArguments arguments) => Plan(2, problem, arguments);

    /// <summary>Among PTX 6.0 for 7.0, PTX 7.0 for 8.0 and PTX 8.6 for 9.0: the architecture chosen, or 0 and the driver needed.</summary>
    public static (int Architecture, int NeededVersion) ChooseAmongThree(int architecture, int driverVersion)
    {
        int needed;
        int chosen = ((delegate* unmanaged<int, int, int*, int>)NativeLibrary.GetExport(_library.Value, "choose_among_three"))(architecture, driverVersion, &needed);
        return (chosen, needed);
    }

    public static int NeededVersion(string ptx)
    {
        nint text = Marshal.StringToCoTaskMemUTF8(ptx);
        int version = ((delegate* unmanaged<nint, int>)NativeLibrary.GetExport(_library.Value, "needed_version"))(text);
        Marshal.FreeCoTaskMem(text);
        return version;
    }

    private static KernelPlan Plan(int kind, KernelProblem problem, KernelArguments arguments)
    {
        KernelPlan plan;
        ((delegate* unmanaged<int, KernelProblem*, KernelArguments*, KernelPlan*, void>)NativeLibrary.GetExport(_library.Value, "plan_shift"))(
            kind, &problem, &arguments, &plan);
        return plan;
    }
}
