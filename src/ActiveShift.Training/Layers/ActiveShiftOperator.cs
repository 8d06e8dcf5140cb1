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
    /// <param name="x">Input [N, C, H, W], float32 or float64, on the CPU; any memory layout, N may be 0.</param>
    /// <param name="alpha">Horizontal shifts [C] in pixels, of the input's type.</param>
    /// <param name="beta">Vertical shifts [C] in pixels, of the input's type.</param>
    /// <param name="stride">Distance of the outputs in input pixels, in both directions; 1 to 16.</param>
    /// <returns>Output [N, C, (H-1)/stride+1, (W-1)/stride+1], contiguous.</returns>
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
        return NativeShift.IsAvailable
            ? ActiveShiftFunction.Apply(x, alpha, beta, stride)
            : ActiveShiftComposition.Apply(x, alpha, beta, stride);
    }
}
