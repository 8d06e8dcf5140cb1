using ActiveShift.Interop;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The native batch normalisation with ReLU as a torch function: forward, and backward to the input, the weight and the bias.</summary>
/// <remarks>
/// Backward computes the sign of the output anew from the input, so the output is not kept for it, and torch's two passes over memory for ReLU
/// and its gradient are gone.
/// </remarks>
internal sealed class BatchNormFunction : LayerFunction<BatchNormFunction>
{
    private const string ShapeKey = "shape";
    private const string WantedKey = "wanted";

    /// <summary>Whether the native function takes this input; others are torch's.</summary>
    public static bool Takes(Tensor x) =>
        NativeBatchNorm.IsAvailable && x.device_type == TorchSharp.DeviceType.CPU && x.dtype is ScalarType.Float32 or ScalarType.Float64 && x.numel() != 0;

    /// <param name="x">[N, C, H, W] that <see cref="Takes"/> accepts.</param>
    /// <param name="channels">What the layer holds of its channels, of the input's type.</param>
    /// <param name="training">Whether to normalise by the batch and update the running statistics, else by these.</param>
    public static Tensor Apply(Tensor x, BatchNormChannels channels, bool training)
    {
        using var contiguous = x.contiguous();
        var shape = new BatchNormShape(
            x.shape[0], x.shape[1], x.shape[2] * x.shape[3], training, get_num_threads(), BatchNormalization.Epsilon, BatchNormalization.Momentum);
        if (!is_grad_enabled() || !(x.requires_grad || channels.Weight.requires_grad || channels.Bias.requires_grad))
        {
            using var mean = empty_like(channels.Weight);
            using var inverseDeviation = empty_like(channels.Weight);
            return Forward(contiguous, channels, mean, inverseDeviation, shape);
        }
        // What torch's function makes beside the result, some of it of the result's size, goes at once.
        using var scope = NewDisposeScope();
        return apply(contiguous, channels.Weight, channels.Bias, channels, shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override Tensor Compute(autograd.AutogradContext context, object[] inputs)
    {
        var (x, channels, shape) = ((Tensor)inputs[0], (BatchNormChannels)inputs[3], (BatchNormShape)inputs[4]);
        var mean = empty_like(channels.Weight);
        var inverseDeviation = empty_like(channels.Weight);
        context.save_for_backward([x, channels.Weight, channels.Bias, mean, inverseDeviation]);
        context.save_data(ShapeKey, shape);
        context.save_data(WantedKey, (X: x.requires_grad, Parameters: channels.Weight.requires_grad || channels.Bias.requires_grad));
        return Forward(x, channels, mean, inverseDeviation, shape);
    }

    /// <inheritdoc/>
    protected override List<Tensor> Differentiate(autograd.AutogradContext context, Tensor gradY)
    {
        var wanted = ((bool X, bool Parameters))context.get_data(WantedKey);
        var shape = (BatchNormShape)context.get_data(ShapeKey);
        var saved = context.get_saved_variables();
        using var x = saved[0];
        using var weight = saved[1];
        using var bias = saved[2];
        using var mean = saved[3];
        using var inverseDeviation = saved[4];
        using var given = gradY;
        using var contiguousGradY = given.contiguous();
        var gradX = wanted.X ? empty_like(x) : null;
        var gradWeight = empty_like(weight);
        var gradBias = empty_like(bias);
        using var unwantedWeight = wanted.Parameters ? null : gradWeight;
        using var unwantedBias = wanted.Parameters ? null : gradBias;
        Backward(contiguousGradY, x, weight, bias, mean, inverseDeviation, gradX, gradWeight, gradBias, shape);
        return [gradX!, wanted.Parameters ? gradWeight : null!, wanted.Parameters ? gradBias : null!, null!, null!];
    }

    private static unsafe Tensor Forward(Tensor x, BatchNormChannels channels, Tensor mean, Tensor inverseDeviation, BatchNormShape shape)
    {
        var y = empty_like(x);
        // One value a channel has no variance: its statistics are left alone by the native function.
        if (x.dtype == ScalarType.Float32)
        {
            NativeBatchNorm.Forward(
                shape, TensorMemory.Pointer<float>(x), TensorMemory.Pointer<float>(channels.Weight), TensorMemory.Pointer<float>(channels.Bias),
                TensorMemory.Pointer<float>(channels.RunningMean), TensorMemory.Pointer<float>(channels.RunningVariance),
                TensorMemory.Pointer<float>(mean), TensorMemory.Pointer<float>(inverseDeviation), TensorMemory.Pointer<float>(y));
        }
        else
        {
            NativeBatchNorm.Forward(
                shape, TensorMemory.Pointer<double>(x), TensorMemory.Pointer<double>(channels.Weight), TensorMemory.Pointer<double>(channels.Bias),
                TensorMemory.Pointer<double>(channels.RunningMean), TensorMemory.Pointer<double>(channels.RunningVariance),
                TensorMemory.Pointer<double>(mean), TensorMemory.Pointer<double>(inverseDeviation), TensorMemory.Pointer<double>(y));
        }
        return y;
    }

    private static unsafe void Backward(
        Tensor gradY, Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor inverseDeviation, Tensor? gradX, Tensor gradWeight, Tensor gradBias,
        BatchNormShape shape)
    {
        if (x.dtype == ScalarType.Float32)
        {
            NativeBatchNorm.Backward(
                shape, TensorMemory.Pointer<float>(gradY), TensorMemory.Pointer<float>(x), TensorMemory.Pointer<float>(weight),
                TensorMemory.Pointer<float>(bias), TensorMemory.Pointer<float>(mean), TensorMemory.Pointer<float>(inverseDeviation),
                TensorMemory.Pointer<float>(gradX), TensorMemory.Pointer<float>(gradWeight), TensorMemory.Pointer<float>(gradBias));
        }
        else
        {
            NativeBatchNorm.Backward(
                shape, TensorMemory.Pointer<double>(gradY), TensorMemory.Pointer<double>(x), TensorMemory.Pointer<double>(weight),
                TensorMemory.Pointer<double>(bias), TensorMemory.Pointer<double>(mean), TensorMemory.Pointer<double>(inverseDeviation),
                TensorMemory.Pointer<double>(gradX), TensorMemory.Pointer<double>(gradWeight), TensorMemory.Pointer<double>(gradBias));
        }
    }
}
