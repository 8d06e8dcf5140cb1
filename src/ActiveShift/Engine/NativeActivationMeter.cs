namespace ActiveShift.Engine;

/// <summary>Statistics of the activations, taken by the native engine.</summary>
internal sealed unsafe class NativeActivationMeter(EngineCalibrationHandle calibration) : IActivationMeter
{
    public void Add(float* images, long count, int threads) => EngineStatus.Check(
        EngineMethods.AddCalibrationImages(calibration, threads, count, images), "measure the activations");

    public void Read(Span<float> statistics)
    {
        fixed (float* pinned = statistics)
        {
            EngineStatus.Check(
                EngineMethods.ReadCalibration(calibration, pinned, statistics.Length), "read the statistics");
        }
    }

    public void Dispose() => calibration.Dispose();
}
