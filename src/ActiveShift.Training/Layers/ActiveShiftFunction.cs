using ActiveShift.Interop;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The native active shift as a torch function: forward, and backward to the input and the shifts.</summary>
/// <remarks>Arguments are checked before (<see cref="ActiveShiftArguments"/>).</remarks>
internal sealed class ActiveShiftFunction : LayerFunction<ActiveShiftFunction>
{
    private const string StrideKey = "stride";
    private const string WantedKey = "wanted";

    public static Tensor Apply(Tensor x, Tensor alpha, Tensor beta, int stride)
    {
        // What is saved for backward is what is passed here, so a copy is made contiguous once.
        using var contiguousX = x.contiguous();
        using var contiguousAlpha = alpha.contiguous();
        using var contiguousBeta = beta.contiguous();
        if (!is_grad_enabled() || !(x.requires_grad || alpha.requires_grad || beta.requires_grad))
            return Forward(contiguousX, contiguousAlpha, contiguousBeta, stride);
        // What torch's function makes beside the result, some of it of the result's size, goes at once.
        using var scope = NewDisposeScope();
        return apply(contiguousX, contiguousAlpha, contiguousBeta, stride).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override Tensor Compute(autograd.AutogradContext context, object[] inputs)
    {
        var (x, alpha, beta, stride) = ((Tensor)inputs[0], (Tensor)inputs[1], (Tensor)inputs[2], (int)inputs[3]);
        context.save_for_backward([x, alpha, beta]);
        context.save_data(StrideKey, stride);
        context.save_data(WantedKey, (X: x.requires_grad, Shifts: alpha.requires_grad || beta.requires_grad));
        return Forward(x, alpha, beta, stride);
    }

    /// <inheritdoc/>
    protected override List<Tensor> Differentiate(autograd.AutogradContext context, Tensor gradY)
    {
        var wanted = ((bool X, bool Shifts))context.get_data(WantedKey);
        int stride = (int)context.get_data(StrideKey);
        var saved = context.get_saved_variables();
        using var x = saved[0];
        using var alpha = saved[1];
        using var beta = saved[2];
        using var given = gradY;
        using var contiguousGradY = given.contiguous();
        var gradX = wanted.X ? empty_like(x) : null;
        var gradAlpha = wanted.Shifts ? empty_like(alpha) : null;
        var gradBeta = wanted.Shifts ? empty_like(beta) : null;
        Backward(contiguousGradY, x, alpha, beta, gradX, gradAlpha, gradBeta, stride);
        // One null for the stride.
        return [gradX!, gradAlpha!, gradBeta!, null!];
    }

    private static unsafe Tensor Forward(Tensor x, Tensor alpha, Tensor beta, int stride)
    {
        var shape = Shape(x, stride);
        var y = empty([shape.N, shape.C, shape.OutH, shape.OutW], x.dtype);
        if (x.dtype == ScalarType.Float32)
        {
            NativeShift.Forward(
                shape, TensorMemory.Pointer<float>(x), TensorMemory.Pointer<float>(alpha), TensorMemory.Pointer<float>(beta), TensorMemory.Pointer<float>(y));
        }
        else
        {
            NativeShift.Forward(
                shape, TensorMemory.Pointer<double>(x), TensorMemory.Pointer<double>(alpha), TensorMemory.Pointer<double>(beta), TensorMemory.Pointer<double>(y));
        }
        return y;
    }

    private static unsafe void Backward(
        Tensor gradY, Tensor x, Tensor alpha, Tensor beta, Tensor? gradX, Tensor? gradAlpha, Tensor? gradBeta, int stride)
    {
        var shape = Shape(x, stride);
        if (x.dtype == ScalarType.Float32)
        {
            NativeShift.Backward(
                shape, TensorMemory.Pointer<float>(gradY), TensorMemory.Pointer<float>(x), TensorMemory.Pointer<float>(alpha),
                TensorMemory.Pointer<float>(beta), TensorMemory.Pointer<float>(gradX), TensorMemory.Pointer<float>(gradAlpha),
                TensorMemory.Pointer<float>(gradBeta));
        }
        else
        {
            NativeShift.Backward(
                shape, TensorMemory.Pointer<double>(gradY), TensorMemory.Pointer<double>(x), TensorMemory.Pointer<double>(alpha),
                TensorMemory.Pointer<double>(beta), TensorMemory.Pointer<double>(gradX), TensorMemory.Pointer<double>(gradAlpha),
                TensorMemory.Pointer<double>(gradBeta));
        }
    }

    private static ShiftShape Shape(Tensor x, int stride) => new(x.shape[0], x.shape[1], x.shape[2], x.shape[3], stride, get_num_threads());
}
