using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "as_pointwise_forward_f32")]
    internal static partial NativeStatus PointwiseForward(int backend, in PointwiseShape shape, float* x, float* weight, float* added, float* y);

    [LibraryImport(Library, EntryPoint = "as_pointwise_forward_f64")]
    internal static partial NativeStatus PointwiseForward(int backend, in PointwiseShape shape, double* x, double* weight, double* added, double* y);

    [LibraryImport(Library, EntryPoint = "as_pointwise_backward_f32")]
    internal static partial NativeStatus PointwiseBackward(
        int backend, in PointwiseShape shape, float* gradY, float* x, float* weight, float* gradX, float* gradWeight);

    [LibraryImport(Library, EntryPoint = "as_pointwise_backward_f64")]
    internal static partial NativeStatus PointwiseBackward(
        int backend, in PointwiseShape shape, double* gradY, double* x, double* weight, double* gradX, double* gradWeight);
}
