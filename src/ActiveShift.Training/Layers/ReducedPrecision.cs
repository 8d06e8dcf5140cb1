using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Mixed precision: activations in 16 bits, parameters in float32. A layer follows its input: the weights of a
/// convolution are rounded to 16 bits for the product, and their gradient comes back in float32; statistics, shifts and
/// the classifier stay in float32.
/// </summary>
internal static class ReducedPrecision
{
    /// <summary>Whether a tensor holds floating-point numbers of 16 bits.</summary>
    public static bool Is(Tensor x) => x.dtype is ScalarType.BFloat16 or ScalarType.Float16;

    /// <summary>A product of an input with weights, in the input's precision.</summary>
    /// <param name="input">Of any type.</param>
    /// <param name="weight">In float32, or in the input's type.</param>
    /// <param name="product">Multiplies two tensors of the same type: input, weights.</param>
    /// <returns>The product in the input's type.</returns>
    /// <remarks>
    /// On the CPU numbers of 16 bits are multiplied and summed in float32, forward and backward, and rounded once.
    /// torch's own convolutions of 16 bits depend on the processor there: those of 3 channels are wrong where libtorch
    /// 2.10 takes oneDNN's path for AMD Zen 5.
    /// </remarks>
    public static Tensor Product(Tensor input, Tensor weight, Func<Tensor, Tensor, Tensor> product)
    {
        if (!Is(input))
            return product(input, weight);
        using var rounded = weight.to_type(input.dtype);
        if (input.device_type != TorchSharp.DeviceType.CPU)
            return product(input, rounded);
        using var wideInput = input.to_type(ScalarType.Float32);
        using var wideWeight = rounded.to_type(ScalarType.Float32);
        using var result = product(wideInput, wideWeight);
        return result.to_type(input.dtype);
    }
}
