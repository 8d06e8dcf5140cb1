namespace ActiveShift.Interop;

/// <summary>
/// The 1×1 convolution at stride 1 on the CPU, over contiguous tensors (see <see cref="PointwiseShape"/>). See activeshift.h for the
/// exact contract. Every method throws <see cref="ArgumentException"/> for sizes or pointers that can't be right,
/// <see cref="NotSupportedException"/> for a backend that is not in the table or can't run here, and
/// <see cref="InvalidOperationException"/> without the native library.
/// </summary>
internal static unsafe class NativePointwise
{
    private const string Name = "1x1 convolution";

    /// <summary>Whether the native library is there.</summary>
    internal static bool IsAvailable => NativeLibraryLoader.IsLoaded;

    /// <summary>y = weight · x + <paramref name="added"/>, which may be null.</summary>
    internal static void Forward(PointwiseShape shape, float* x, float* weight, float* added, float* y, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        Check(NativeMethods.PointwiseForward(backend, shape, x, weight, added, y), shape, backend);
    }

    /// <inheritdoc cref="Forward(PointwiseShape, float*, float*, float*, float*, int)"/>
    internal static void Forward(PointwiseShape shape, double* x, double* weight, double* added, double* y, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        Check(NativeMethods.PointwiseForward(backend, shape, x, weight, added, y), shape, backend);
    }

    /// <summary>Gradients; <paramref name="gradX"/> and <paramref name="gradWeight"/> may be null.</summary>
    internal static void Backward(
        PointwiseShape shape, float* gradY, float* x, float* weight, float* gradX, float* gradWeight, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        Check(NativeMethods.PointwiseBackward(backend, shape, gradY, x, weight, gradX, gradWeight), shape, backend);
    }

    /// <inheritdoc cref="Backward(PointwiseShape, float*, float*, float*, float*, float*, int)"/>
    internal static void Backward(
        PointwiseShape shape, double* gradY, double* x, double* weight, double* gradX, double* gradWeight, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        Check(NativeMethods.PointwiseBackward(backend, shape, gradY, x, weight, gradX, gradWeight), shape, backend);
    }

    private static void Check(NativeStatus status, PointwiseShape shape, int backend) => NativeStatusCheck.Check(
        status, Name, $"N = {shape.N}, inputs = {shape.Inputs}, outputs = {shape.Outputs}, P = {shape.P}, threads = {shape.Threads}",
        "sizes of 0 or more with at most 2^60 elements, a thread count of 1 or more, and no null pointer to a tensor that is needed", backend);
}
