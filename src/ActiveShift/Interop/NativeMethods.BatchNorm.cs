using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "as_batch_norm_relu_forward_f32")]
    internal static partial NativeStatus BatchNormReluForward(
        int backend, in NativeBatchNormShape shape, float* x, float* weight, float* bias, float* runningMean, float* runningVariance,
        float* mean, float* inverseDeviation, float* y);

    [LibraryImport(Library, EntryPoint = "as_batch_norm_relu_forward_f64")]
    internal static partial NativeStatus BatchNormReluForward(
        int backend, in NativeBatchNormShape shape, double* x, double* weight, double* bias, double* runningMean, double* runningVariance,
        double* mean, double* inverseDeviation, double* y);

    [LibraryImport(Library, EntryPoint = "as_batch_norm_relu_backward_f32")]
    internal static partial NativeStatus BatchNormReluBackward(
        int backend, in NativeBatchNormShape shape, float* gradY, float* x, float* weight, float* bias, float* mean, float* inverseDeviation,
        float* gradX, float* gradWeight, float* gradBias);

    [LibraryImport(Library, EntryPoint = "as_batch_norm_relu_backward_f64")]
    internal static partial NativeStatus BatchNormReluBackward(
        int backend, in NativeBatchNormShape shape, double* gradY, double* x, double* weight, double* bias, double* mean, double* inverseDeviation,
        double* gradX, double* gradWeight, double* gradBias);
}
