using System.Runtime.InteropServices;

namespace ActiveShift.Engine;

/// <summary>Owns an <c>as_engine_layer</c>.</summary>
internal sealed class EngineLayerHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        EngineMethods.DestroyLayer(handle);
        return true;
    }
}
