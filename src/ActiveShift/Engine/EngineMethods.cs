using System.Runtime.InteropServices;
using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>The functions of activeshift_engine.h, as declared there. Call them only where <see cref="NativeLibraryLoader.IsLoaded"/>.</summary>
internal static unsafe partial class EngineMethods
{
    private const string Library = "libactiveshift";

    [LibraryImport(Library, EntryPoint = "as_engine_version_count")]
    internal static partial int GetVersionCount();

    [LibraryImport(Library, EntryPoint = "as_engine_version_name")]
    internal static partial byte* GetVersionName(int version);

    [LibraryImport(Library, EntryPoint = "as_engine_version_reason")]
    internal static partial byte* GetVersionReason(int version);

    [LibraryImport(Library, EntryPoint = "as_engine_version_supported")]
    internal static partial int GetVersionSupported(int version);

    [LibraryImport(Library, EntryPoint = "as_engine_version_selected")]
    internal static partial int GetVersionSelected();

    [LibraryImport(Library, EntryPoint = "as_engine_plan_create")]
    internal static partial NativeStatus CreatePlan(
        int version, in NativeNetwork network, float* weights, long weightCount, in NativeOptions options, out EnginePlanHandle plan);

    [LibraryImport(Library, EntryPoint = "as_engine_plan_destroy")]
    internal static partial void DestroyPlan(nint plan);

    [LibraryImport(Library, EntryPoint = "as_engine_plan_version")]
    internal static partial int GetPlanVersion(EnginePlanHandle plan);

    [LibraryImport(Library, EntryPoint = "as_engine_plan_bytes")]
    internal static partial long GetPlanBytes(EnginePlanHandle plan);

    [LibraryImport(Library, EntryPoint = "as_engine_scratch_create")]
    internal static partial NativeStatus CreateScratch(EnginePlanHandle plan, int threads, out EngineScratchHandle scratch);

    [LibraryImport(Library, EntryPoint = "as_engine_scratch_destroy")]
    internal static partial void DestroyScratch(nint scratch);

    [LibraryImport(Library, EntryPoint = "as_engine_scratch_bytes")]
    internal static partial long GetScratchBytes(EnginePlanHandle plan, int threads);

    [LibraryImport(Library, EntryPoint = "as_engine_run")]
    internal static partial NativeStatus Run(EnginePlanHandle plan, EngineScratchHandle scratch, long n, float* images, float* logits);

    [LibraryImport(Library, EntryPoint = "as_engine_calibration_create")]
    internal static partial NativeStatus CreateCalibration(
        int version, in NativeNetwork network, float* weights, long weightCount, out EngineCalibrationHandle calibration);

    [LibraryImport(Library, EntryPoint = "as_engine_calibration_destroy")]
    internal static partial void DestroyCalibration(nint calibration);

    [LibraryImport(Library, EntryPoint = "as_engine_calibration_add")]
    internal static partial NativeStatus AddCalibrationImages(EngineCalibrationHandle calibration, int threads, long n, float* images);

    [LibraryImport(Library, EntryPoint = "as_engine_calibration_read")]
    internal static partial NativeStatus ReadCalibration(EngineCalibrationHandle calibration, float* statistics, long count);

    [LibraryImport(Library, EntryPoint = "as_engine_layer_create")]
    internal static partial NativeStatus CreateLayer(
        int version, in NativeLayerShape shape, float* weights, float* alpha, float* beta, out EngineLayerHandle layer);

    [LibraryImport(Library, EntryPoint = "as_engine_layer_destroy")]
    internal static partial void DestroyLayer(nint layer);

    [LibraryImport(Library, EntryPoint = "as_engine_layer_set_input")]
    internal static partial NativeStatus SetLayerInput(EngineLayerHandle layer, float* x);

    [LibraryImport(Library, EntryPoint = "as_engine_layer_get_output")]
    internal static partial NativeStatus GetLayerOutput(EngineLayerHandle layer, float* y);

    [LibraryImport(Library, EntryPoint = "as_engine_layer_run")]
    internal static partial NativeStatus RunLayer(EngineLayerHandle layer);
}
