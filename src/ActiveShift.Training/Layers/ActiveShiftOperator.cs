using ActiveShift.Interop;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The active shift as a pure, differentiable function on torch tensors (Jeon &amp; Kim, NIPS 2018, equations 5 to 8).</summary>
public static class ActiveShiftOperator
{
    /// <summary>
    /// Moves every channel by its own real shift: <c>y[n,c,i,j]</c> is the bilinear interpolation of <c>x[n,c]</c> at row
    /// <c>i·stride + beta[c]</c> and column <c>j·stride + alpha[c]</c>; what lies outside the image is 0.
    /// </summary>
    /// <param name="x">
    /// Input [N, C, H, W], float32, float64, float16 or bfloat16, on any device; any memory layout, N may be 0. The arithmetic is float32, or
    /// float64 for such an input.
    /// </param>
    /// <param name="alpha">Horizontal shifts [C] in pixels, on the input's device; float64 for an input of float64, else float32.</param>
    /// <param name="beta">Vertical shifts [C] in pixels, likewise.</param>
    /// <param name="stride">Distance of the outputs in input pixels, in both directions; 1 to 16.</param>
    /// <returns>Output [N, C, (H-1)/stride+1, (W-1)/stride+1] of the input's type; contiguous, or channels-last on a GPU where the input is.</returns>
    /// <remarks>
    /// Gradients flow to the input and to both shifts; at integer shifts the right-hand derivative is used. The gradient of a
    /// shift is the sum over N, H and W in a fixed order. First derivatives only.
    /// </remarks>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentException">Rank, channel count, element type or device don't fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stride is out of range.</exception>
    public static Tensor Apply(Tensor x, Tensor alpha, Tensor beta, int stride = 1)
    {
        ActiveShiftArguments.Check(x, alpha, beta, stride);
        if (CudaKernels.Take(x))
            return ActiveShiftCudaFunction.Apply(x, alpha, beta, stride);
        if (ReducedPrecision.Is(x))
            return InFloat32(x, alpha, beta, stride);
        return NativeShift.IsAvailable && x.device_type == TorchSharp.DeviceType.CPU
            ? ActiveShiftFunction.Apply(x, alpha, beta, stride)
            : ActiveShiftComposition.Apply(x, alpha, beta, stride);
    }

    /// <summary>
    /// Computes the gradients as <c>loss.backward()</c> does, on the thread that computed the loss. Where this library's own layers fail in it
    /// (for want of memory, or by an error of the GPU's driver), it throws what was the matter; <c>loss.backward()</c> can only say that a
    /// gradient has the wrong shape.
    /// </summary>
    /// <param name="loss">A tensor with one element.</param>
    /// <exception cref="ArgumentNullException">There is no loss.</exception>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">An error of torch's own.</exception>
    public static void Backward(Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        BackwardErrors.Backward(loss);
    }

    /// <summary>Sixteen bits are for storage, here as in the kernels of the GPU.</summary>
    private static Tensor InFloat32(Tensor x, Tensor alpha, Tensor beta, int stride)
    {
        using var exact = x.to_type(ScalarType.Float32);
        using var y = Apply(exact, alpha, beta, stride);
        return y.to_type(x.dtype);
    }
}
