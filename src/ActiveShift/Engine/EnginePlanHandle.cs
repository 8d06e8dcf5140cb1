using System.Runtime.InteropServices;

namespace ActiveShift.Engine;

/// <summary>Owns an <c>as_engine_plan</c>; calls in progress keep it alive.</summary>
internal sealed class EnginePlanHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        EngineMethods.DestroyPlan(handle);
        return true;
    }
}
