using ActiveShift.Interop;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The native 1×1 convolution as a torch function: forward, and backward to the input, the weights and what is added.</summary>
/// <remarks>
/// torch's own, a batch of matrix products, packs every image before it multiplies, and computes a gradient of the weights for every image
/// before it sums them.
/// </remarks>
internal sealed class PointwiseFunction : LayerFunction<PointwiseFunction>
{
    private const string WantedKey = "wanted";

    /// <summary>Whether the native function takes this input; others are torch's.</summary>
    public static bool Takes(Tensor x) =>
        NativePointwise.IsAvailable && x.device_type == TorchSharp.DeviceType.CPU && x.dtype is ScalarType.Float32 or ScalarType.Float64 && x.numel() != 0;

    /// <param name="x">[N, C, H, W] that <see cref="Takes"/> accepts.</param>
    /// <param name="weight">[D, C, 1, 1], of the input's type.</param>
    /// <param name="added">[N, D, H, W], added to the result; or null.</param>
    /// <returns>[N, D, H, W].</returns>
    public static Tensor Apply(Tensor x, Tensor weight, Tensor? added = null)
    {
        using var contiguousX = x.contiguous();
        using var contiguousWeight = weight.contiguous();
        using var contiguousAdded = added?.contiguous();
        if (!is_grad_enabled() || !(x.requires_grad || weight.requires_grad || added is { requires_grad: true }))
            return Forward(contiguousX, contiguousWeight, contiguousAdded);
        // What torch's function makes beside the result, some of it of the result's size, goes at once.
        using var scope = NewDisposeScope();
        object[] arguments = contiguousAdded is null ? [contiguousX, contiguousWeight] : [contiguousX, contiguousWeight, contiguousAdded];
        return apply(arguments).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override Tensor Compute(autograd.AutogradContext context, object[] inputs)
    {
        var (x, weight, added) = ((Tensor)inputs[0], (Tensor)inputs[1], inputs.Length == 3 ? (Tensor)inputs[2] : null);
        context.save_for_backward([x, weight]);
        context.save_data(WantedKey, (X: x.requires_grad, Weight: weight.requires_grad, Adds: added is not null));
        return Forward(x, weight, added);
    }

    /// <inheritdoc/>
    protected override List<Tensor> Differentiate(autograd.AutogradContext context, Tensor gradY)
    {
        var wanted = ((bool X, bool Weight, bool Adds))context.get_data(WantedKey);
        var saved = context.get_saved_variables();
        using var x = saved[0];
        using var weight = saved[1];
        // Where something was added, its gradient is that of the result.
        using var unreturned = wanted.Adds ? null : gradY;
        using var contiguousGradY = gradY.contiguous();
        var gradX = wanted.X ? empty_like(x) : null;
        var gradWeight = wanted.Weight ? empty_like(weight) : null;
        Backward(contiguousGradY, x, weight, gradX, gradWeight);
        return wanted.Adds ? [gradX!, gradWeight!, gradY] : [gradX!, gradWeight!];
    }

    private static PointwiseShape Shape(Tensor x, Tensor weight) =>
        new(x.shape[0], weight.shape[1], weight.shape[0], x.shape[2] * x.shape[3], get_num_threads());

    private static unsafe Tensor Forward(Tensor x, Tensor weight, Tensor? added)
    {
        var shape = Shape(x, weight);
        var y = empty([shape.N, shape.Outputs, x.shape[2], x.shape[3]], x.dtype);
        if (x.dtype == ScalarType.Float32)
        {
            NativePointwise.Forward(
                shape, TensorMemory.Pointer<float>(x), TensorMemory.Pointer<float>(weight), TensorMemory.Pointer<float>(added), TensorMemory.Pointer<float>(y));
        }
        else
        {
            NativePointwise.Forward(
                shape, TensorMemory.Pointer<double>(x), TensorMemory.Pointer<double>(weight), TensorMemory.Pointer<double>(added), TensorMemory.Pointer<double>(y));
        }
        return y;
    }

    private static unsafe void Backward(Tensor gradY, Tensor x, Tensor weight, Tensor? gradX, Tensor? gradWeight)
    {
        var shape = Shape(x, weight);
        if (x.dtype == ScalarType.Float32)
        {
            NativePointwise.Backward(
                shape, TensorMemory.Pointer<float>(gradY), TensorMemory.Pointer<float>(x), TensorMemory.Pointer<float>(weight),
                TensorMemory.Pointer<float>(gradX), TensorMemory.Pointer<float>(gradWeight));
        }
        else
        {
            NativePointwise.Backward(
                shape, TensorMemory.Pointer<double>(gradY), TensorMemory.Pointer<double>(x), TensorMemory.Pointer<double>(weight),
                TensorMemory.Pointer<double>(gradX), TensorMemory.Pointer<double>(gradWeight));
        }
    }
}
