using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "as_batch_norm_relu_shift_forward_f32")]
    internal static partial NativeStatus NormalizedShiftForward(
        int backend, in NativeNormalizedShiftShape shape, float* x, float* weight, float* bias, float* runningMean, float* runningVariance,
        float* alpha, float* beta, float* mean, float* inverseDeviation, float* y);

    [LibraryImport(Library, EntryPoint = "as_batch_norm_relu_shift_forward_f64")]
    internal static partial NativeStatus NormalizedShiftForward(
        int backend, in NativeNormalizedShiftShape shape, double* x, double* weight, double* bias, double* runningMean, double* runningVariance,
        double* alpha, double* beta, double* mean, double* inverseDeviation, double* y);

    [LibraryImport(Library, EntryPoint = "as_batch_norm_relu_shift_backward_f32")]
    internal static partial NativeStatus NormalizedShiftBackward(
        int backend, in NativeNormalizedShiftShape shape, float* gradY, float* x, float* weight, float* bias, float* mean, float* inverseDeviation,
        float* alpha, float* beta, float* gradX, float* gradWeight, float* gradBias, float* gradAlpha, float* gradBeta);

    [LibraryImport(Library, EntryPoint = "as_batch_norm_relu_shift_backward_f64")]
    internal static partial NativeStatus NormalizedShiftBackward(
        int backend, in NativeNormalizedShiftShape shape, double* gradY, double* x, double* weight, double* bias, double* mean, double* inverseDeviation,
        double* alpha, double* beta, double* gradX, double* gradWeight, double* gradBias, double* gradAlpha, double* gradBeta);
}
