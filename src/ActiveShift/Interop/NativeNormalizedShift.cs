namespace ActiveShift.Interop;

/// <summary>
/// Batch normalisation, ReLU and the active shift in one on the CPU, over contiguous tensors x <c>[N, C, H, W]</c> and
/// y <c>[N, C, (H-1)/stride+1, (W-1)/stride+1]</c> with one weight, bias, mean, deviation, alpha and beta per channel: what
/// <see cref="NativeBatchNorm"/> and <see cref="NativeShift"/> do one after the other, without the activated tensor between them. See
/// activeshift.h for the exact contract.
/// Every method throws <see cref="ArgumentException"/> for sizes or pointers that can't be right, <see cref="NotSupportedException"/>
/// for a backend that is not in the table or can't run here, and <see cref="InvalidOperationException"/> without the native library.
/// </summary>
internal static unsafe class NativeNormalizedShift
{
    private const string Name = "batch normalisation with active shift";

    /// <summary>Whether the native library is there.</summary>
    internal static bool IsAvailable => NativeLibraryLoader.IsLoaded;

    /// <summary>
    /// Writes y, and the mean and inverse deviation that was normalised by. The running statistics are updated in training, where both may
    /// be null, and read otherwise.
    /// </summary>
    internal static void Forward(
        NormalizedShiftShape shape, float* x, float* weight, float* bias, float* runningMean, float* runningVariance, float* alpha, float* beta,
        float* mean, float* inverseDeviation, float* y, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.NormalizedShiftForward(
            backend, new NativeNormalizedShiftShape(shape), x, weight, bias, runningMean, runningVariance, alpha, beta, mean, inverseDeviation, y);
        Check(status, shape, backend);
    }

    /// <inheritdoc cref="Forward(NormalizedShiftShape, float*, float*, float*, float*, float*, float*, float*, float*, float*, float*, int)"/>
    internal static void Forward(
        NormalizedShiftShape shape, double* x, double* weight, double* bias, double* runningMean, double* runningVariance, double* alpha, double* beta,
        double* mean, double* inverseDeviation, double* y, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.NormalizedShiftForward(
            backend, new NativeNormalizedShiftShape(shape), x, weight, bias, runningMean, runningVariance, alpha, beta, mean, inverseDeviation, y);
        Check(status, shape, backend);
    }

    /// <summary>
    /// Gradients; <paramref name="gradX"/> may be null, and so may <paramref name="gradAlpha"/> and <paramref name="gradBeta"/> together.
    /// </summary>
    internal static void Backward(
        NormalizedShiftShape shape, float* gradY, float* x, float* weight, float* bias, float* mean, float* inverseDeviation, float* alpha, float* beta,
        float* gradX, float* gradWeight, float* gradBias, float* gradAlpha, float* gradBeta, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.NormalizedShiftBackward(
            backend, new NativeNormalizedShiftShape(shape), gradY, x, weight, bias, mean, inverseDeviation, alpha, beta, gradX, gradWeight, gradBias,
            gradAlpha, gradBeta);
        Check(status, shape, backend);
    }

    /// <inheritdoc cref="Backward(NormalizedShiftShape, float*, float*, float*, float*, float*, float*, float*, float*, float*, float*, float*, float*, float*, int)"/>
    internal static void Backward(
        NormalizedShiftShape shape, double* gradY, double* x, double* weight, double* bias, double* mean, double* inverseDeviation, double* alpha,
        double* beta, double* gradX, double* gradWeight, double* gradBias, double* gradAlpha, double* gradBeta, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.NormalizedShiftBackward(
            backend, new NativeNormalizedShiftShape(shape), gradY, x, weight, bias, mean, inverseDeviation, alpha, beta, gradX, gradWeight, gradBias,
            gradAlpha, gradBeta);
        Check(status, shape, backend);
    }

    private static void Check(NativeStatus status, NormalizedShiftShape shape, int backend) => NativeStatusCheck.Check(
        status, Name, FormattableString.Invariant($"{shape.Shift}, epsilon = {shape.Epsilon}, momentum = {shape.Momentum}"),
        "sizes of 0 or more with at most 2^60 elements, a stride and a thread count of 1 or more, an epsilon of 0 or more, a momentum of 0 to 1, no " +
        "null pointer to a tensor that is needed, and both shift gradients or neither",
        backend);
}
