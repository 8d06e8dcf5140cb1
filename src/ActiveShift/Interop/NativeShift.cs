namespace ActiveShift.Interop;

/// <summary>
/// The active shift (equation 5 of the paper) on the CPU, over contiguous tensors x <c>[N, C, H, W]</c> and
/// y <c>[N, C, (H-1)/stride+1, (W-1)/stride+1]</c> with one (alpha, beta) per channel. See activeshift.h for the exact contract.
/// Every method throws <see cref="ArgumentException"/> for sizes or pointers that can't be right, <see cref="NotSupportedException"/>
/// for a backend that is not in the table or can't run here, and <see cref="InvalidOperationException"/> without the native library.
/// </summary>
internal static unsafe class NativeShift
{
    private const string Name = "active shift";

    /// <summary>Whether the native library is there.</summary>
    internal static bool IsAvailable => NativeLibraryLoader.IsLoaded;

    internal static void Forward(ShiftShape shape, float* x, float* alpha, float* beta, float* y, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        Check(NativeMethods.ShiftForward(backend, new NativeShape(shape), x, alpha, beta, y), shape, backend);
    }

    internal static void Forward(ShiftShape shape, double* x, double* alpha, double* beta, double* y, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        Check(NativeMethods.ShiftForward(backend, new NativeShape(shape), x, alpha, beta, y), shape, backend);
    }

    /// <summary>
    /// Gradients; <paramref name="gradX"/> may be null, and so may <paramref name="gradAlpha"/> and <paramref name="gradBeta"/> together.
    /// </summary>
    internal static void Backward(
        ShiftShape shape, float* gradY, float* x, float* alpha, float* beta, float* gradX, float* gradAlpha, float* gradBeta,
        int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.ShiftBackward(
            backend, new NativeShape(shape), gradY, x, alpha, beta, gradX, gradAlpha, gradBeta);
        Check(status, shape, backend);
    }

    /// <inheritdoc cref="Backward(ShiftShape, float*, float*, float*, float*, float*, float*, float*, int)"/>
    internal static void Backward(
        ShiftShape shape, double* gradY, double* x, double* alpha, double* beta, double* gradX, double* gradAlpha, double* gradBeta,
        int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.ShiftBackward(
            backend, new NativeShape(shape), gradY, x, alpha, beta, gradX, gradAlpha, gradBeta);
        Check(status, shape, backend);
    }

    private static void Check(NativeStatus status, ShiftShape shape, int backend) => NativeStatusCheck.Check(
        status, Name, shape.ToString(),
        "sizes of 0 or more with at most 2^60 elements, a stride and a thread count of 1 or more, no null pointer to a tensor with elements, " +
        "and both shift gradients or neither",
        backend);
}
