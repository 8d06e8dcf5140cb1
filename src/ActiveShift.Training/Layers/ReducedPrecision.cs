using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Mixed precision: activations in 16 bits, parameters in float32. A layer follows its input: the weights of a convolution are converted for
/// the product, and their gradient comes back in float32; statistics, shifts and the classifier stay in float32.
/// </summary>
internal static class ReducedPrecision
{
    /// <summary>Whether a tensor holds floating-point numbers of 16 bits.</summary>
    public static bool Is(Tensor x) => x.dtype is ScalarType.BFloat16 or ScalarType.Float16;

    /// <summary>A parameter as the product with an input takes it.</summary>
    /// <returns>The parameter in the input's type if that has 16 bits; null where it is taken as it is.</returns>
    public static Tensor? Converted(Tensor parameter, Tensor input) => Is(input) ? parameter.to_type(input.dtype) : null;
}
