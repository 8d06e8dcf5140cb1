using System.Runtime.InteropServices;

namespace ActiveShift.Engine;

/// <summary>Owns an <c>as_engine_scratch</c>, the memory of one call.</summary>
internal sealed class EngineScratchHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        EngineMethods.DestroyScratch(handle);
        return true;
    }
}
