using System.Runtime.InteropServices;

namespace ActiveShift.Engine;

/// <summary>Owns an <c>as_engine_calibration</c>, which serves one call at a time.</summary>
internal sealed class EngineCalibrationHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        EngineMethods.DestroyCalibration(handle);
        return true;
    }
}
