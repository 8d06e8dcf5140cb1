namespace ActiveShift.Interop;

/// <summary>
/// Batch normalisation and ReLU in one on the CPU, over contiguous tensors x and y <c>[N, C, P]</c> with one weight, bias, mean and
/// deviation per channel. See activeshift.h for the exact contract.
/// Every method throws <see cref="ArgumentException"/> for sizes or pointers that can't be right, <see cref="NotSupportedException"/>
/// for a backend that is not in the table or can't run here, and <see cref="InvalidOperationException"/> without the native library.
/// </summary>
internal static unsafe class NativeBatchNorm
{
    private const string Name = "batch normalisation";

    /// <summary>Whether the native library is there.</summary>
    internal static bool IsAvailable => NativeLibraryLoader.IsLoaded;

    /// <summary>
    /// Writes y, and the mean and inverse deviation that it was normalised by. The running statistics are updated in training, where both
    /// may be null, and read otherwise.
    /// </summary>
    internal static void Forward(
        BatchNormShape shape, float* x, float* weight, float* bias, float* runningMean, float* runningVariance, float* mean,
        float* inverseDeviation, float* y, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.BatchNormReluForward(
            backend, new NativeBatchNormShape(shape), x, weight, bias, runningMean, runningVariance, mean, inverseDeviation, y);
        Check(status, shape, backend);
    }

    /// <inheritdoc cref="Forward(BatchNormShape, float*, float*, float*, float*, float*, float*, float*, float*, int)"/>
    internal static void Forward(
        BatchNormShape shape, double* x, double* weight, double* bias, double* runningMean, double* runningVariance, double* mean,
        double* inverseDeviation, double* y, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.BatchNormReluForward(
            backend, new NativeBatchNormShape(shape), x, weight, bias, runningMean, runningVariance, mean, inverseDeviation, y);
        Check(status, shape, backend);
    }

    /// <summary>
    /// Gradients; <paramref name="gradX"/> may be null.
    /// </summary>
    internal static void Backward(
        BatchNormShape shape, float* gradY, float* x, float* weight, float* bias, float* mean, float* inverseDeviation, float* gradX, float* gradWeight, float* gradBias, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.BatchNormReluBackward(
            backend, new NativeBatchNormShape(shape), gradY, x, weight, bias, mean, inverseDeviation, gradX, gradWeight, gradBias);
        Check(status, shape, backend);
    }

    /// <inheritdoc cref="Backward(BatchNormShape, float*, float*, float*, float*, float*, float*, float*, float*, float*, int)"/>
    internal static void Backward(
        BatchNormShape shape, double* gradY, double* x, double* weight, double* bias, double* mean, double* inverseDeviation, double* gradX, double* gradWeight, double* gradBias, int backend = NativeBackends.Default)
    {
        NativeStatusCheck.RequireLibrary(Name);
        NativeStatus status = NativeMethods.BatchNormReluBackward(
            backend, new NativeBatchNormShape(shape), gradY, x, weight, bias, mean, inverseDeviation, gradX, gradWeight, gradBias);
        Check(status, shape, backend);
    }

    private static void Check(NativeStatus status, BatchNormShape shape, int backend) => NativeStatusCheck.Check(
        status, Name, FormattableString.Invariant($"N = {shape.N}, C = {shape.C}, P = {shape.P}, threads = {shape.Threads}, epsilon = {shape.Epsilon}, momentum = {shape.Momentum}"),
        "sizes of 0 or more with at most 2^60 elements, a thread count of 1 or more, an epsilon of 0 or more, a momentum of 0 to 1, and no null " +
        "pointer to a tensor that is needed",
        backend);
}
