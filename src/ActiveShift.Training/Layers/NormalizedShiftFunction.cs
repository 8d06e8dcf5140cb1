using ActiveShift.Interop;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// The native batch normalisation, ReLU and active shift as one torch function: forward, and backward to the input, the weight, the bias and
/// the shifts.
/// </summary>
/// <remarks>
/// The activated tensor between normalisation and shift, as large as the input, is never in memory: backward computes it anew, plane by plane.
/// Arguments are checked before.
/// </remarks>
internal sealed class NormalizedShiftFunction : LayerFunction<NormalizedShiftFunction>
{
    private const string ShapeKey = "shape";
    private const string WantedKey = "wanted";

    /// <summary>Whether the native function takes this input.</summary>
    public static bool Takes(Tensor x) =>
        NativeNormalizedShift.IsAvailable && x.device_type == TorchSharp.DeviceType.CPU && x.dtype is ScalarType.Float32 or ScalarType.Float64 && x.numel() != 0;

    /// <param name="x">[N, C, H, W] that <see cref="Takes"/> accepts.</param>
    /// <param name="channels">What the normalisation holds of its channels, of the input's type.</param>
    /// <param name="shifts">The shifts of the same channels, of the input's type.</param>
    /// <param name="training">Whether to normalise by the batch and update the running statistics, else by these.</param>
    public static Tensor Apply(Tensor x, BatchNormChannels channels, ChannelShifts shifts, bool training)
    {
        using var contiguous = x.contiguous();
        using var alpha = shifts.Alpha.contiguous();
        using var beta = shifts.Beta.contiguous();
        var shape = new NormalizedShiftShape(
            new ShiftShape(x.shape[0], x.shape[1], x.shape[2], x.shape[3], shifts.Stride, get_num_threads()),
            training, BatchNormalization.Epsilon, BatchNormalization.Momentum);
        if (!is_grad_enabled() || !(x.requires_grad || WantsParameters(channels) || WantsShifts(alpha, beta)))
        {
            using var mean = empty_like(channels.Weight);
            using var inverseDeviation = empty_like(channels.Weight);
            return Forward(contiguous, channels, alpha, beta, mean, inverseDeviation, shape);
        }
        // What torch's function makes beside the result, some of it of the result's size, goes at once.
        using var scope = NewDisposeScope();
        return apply(contiguous, channels.Weight, channels.Bias, alpha, beta, channels, shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override Tensor Compute(autograd.AutogradContext context, object[] inputs)
    {
        var (x, alpha, beta) = ((Tensor)inputs[0], (Tensor)inputs[3], (Tensor)inputs[4]);
        var (channels, shape) = ((BatchNormChannels)inputs[5], (NormalizedShiftShape)inputs[6]);
        var mean = empty_like(channels.Weight);
        var inverseDeviation = empty_like(channels.Weight);
        context.save_for_backward([x, channels.Weight, channels.Bias, mean, inverseDeviation, alpha, beta]);
        context.save_data(ShapeKey, shape);
        context.save_data(WantedKey, (X: x.requires_grad, Parameters: WantsParameters(channels), Shifts: WantsShifts(alpha, beta)));
        return Forward(x, channels, alpha, beta, mean, inverseDeviation, shape);
    }

    /// <inheritdoc/>
    protected override List<Tensor> Differentiate(autograd.AutogradContext context, Tensor gradY)
    {
        var wanted = ((bool X, bool Parameters, bool Shifts))context.get_data(WantedKey);
        var shape = (NormalizedShiftShape)context.get_data(ShapeKey);
        var saved = context.get_saved_variables();
        using var x = saved[0];
        using var weight = saved[1];
        using var bias = saved[2];
        using var mean = saved[3];
        using var inverseDeviation = saved[4];
        using var alpha = saved[5];
        using var beta = saved[6];
        using var given = gradY;
        using var contiguousGradY = given.contiguous();
        var gradX = wanted.X ? empty_like(x) : null;
        var gradWeight = empty_like(weight);
        var gradBias = empty_like(bias);
        using var unwantedWeight = wanted.Parameters ? null : gradWeight;
        using var unwantedBias = wanted.Parameters ? null : gradBias;
        var gradAlpha = wanted.Shifts ? empty_like(alpha) : null;
        var gradBeta = wanted.Shifts ? empty_like(beta) : null;
        Backward(shape, contiguousGradY, x, weight, bias, mean, inverseDeviation, alpha, beta, gradX, gradWeight, gradBias, gradAlpha, gradBeta);
        // The last two for what the channels hold and the shape.
        return [gradX!, wanted.Parameters ? gradWeight : null!, wanted.Parameters ? gradBias : null!, gradAlpha!, gradBeta!, null!, null!];
    }

    private static bool WantsParameters(BatchNormChannels channels) => channels.Weight.requires_grad || channels.Bias.requires_grad;

    private static bool WantsShifts(Tensor alpha, Tensor beta) => alpha.requires_grad || beta.requires_grad;

    private static unsafe Tensor Forward(
        Tensor x, BatchNormChannels channels, Tensor alpha, Tensor beta, Tensor mean, Tensor inverseDeviation, NormalizedShiftShape shape)
    {
        var y = empty([shape.Shift.N, shape.Shift.C, shape.Shift.OutH, shape.Shift.OutW], x.dtype);
        if (x.dtype == ScalarType.Float32)
        {
            NativeNormalizedShift.Forward(
                shape,
                TensorMemory.Pointer<float>(x), TensorMemory.Pointer<float>(channels.Weight), TensorMemory.Pointer<float>(channels.Bias),
                TensorMemory.Pointer<float>(channels.RunningMean), TensorMemory.Pointer<float>(channels.RunningVariance),
                TensorMemory.Pointer<float>(alpha), TensorMemory.Pointer<float>(beta), TensorMemory.Pointer<float>(mean),
                TensorMemory.Pointer<float>(inverseDeviation), TensorMemory.Pointer<float>(y));
        }
        else
        {
            NativeNormalizedShift.Forward(
                shape,
                TensorMemory.Pointer<double>(x), TensorMemory.Pointer<double>(channels.Weight), TensorMemory.Pointer<double>(channels.Bias),
                TensorMemory.Pointer<double>(channels.RunningMean), TensorMemory.Pointer<double>(channels.RunningVariance),
                TensorMemory.Pointer<double>(alpha), TensorMemory.Pointer<double>(beta), TensorMemory.Pointer<double>(mean),
                TensorMemory.Pointer<double>(inverseDeviation), TensorMemory.Pointer<double>(y));
        }
        return y;
    }

    private static unsafe void Backward(
        NormalizedShiftShape shape, Tensor gradY, Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor inverseDeviation, Tensor alpha, Tensor beta,
        Tensor? gradX, Tensor gradWeight, Tensor gradBias, Tensor? gradAlpha, Tensor? gradBeta)
    {
        if (x.dtype == ScalarType.Float32)
        {
            NativeNormalizedShift.Backward(
                shape,
                TensorMemory.Pointer<float>(gradY), TensorMemory.Pointer<float>(x), TensorMemory.Pointer<float>(weight),
                TensorMemory.Pointer<float>(bias), TensorMemory.Pointer<float>(mean), TensorMemory.Pointer<float>(inverseDeviation),
                TensorMemory.Pointer<float>(alpha), TensorMemory.Pointer<float>(beta), TensorMemory.Pointer<float>(gradX),
                TensorMemory.Pointer<float>(gradWeight), TensorMemory.Pointer<float>(gradBias), TensorMemory.Pointer<float>(gradAlpha),
                TensorMemory.Pointer<float>(gradBeta));
        }
        else
        {
            NativeNormalizedShift.Backward(
                shape,
                TensorMemory.Pointer<double>(gradY), TensorMemory.Pointer<double>(x), TensorMemory.Pointer<double>(weight),
                TensorMemory.Pointer<double>(bias), TensorMemory.Pointer<double>(mean), TensorMemory.Pointer<double>(inverseDeviation),
                TensorMemory.Pointer<double>(alpha), TensorMemory.Pointer<double>(beta), TensorMemory.Pointer<double>(gradX),
                TensorMemory.Pointer<double>(gradWeight), TensorMemory.Pointer<double>(gradBias), TensorMemory.Pointer<double>(gradAlpha),
                TensorMemory.Pointer<double>(gradBeta));
        }
    }
}
