using ActiveShift.Interop;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The native active shift on a GPU as a torch function: forward, and backward to the input and the shifts.</summary>
/// <remarks>
/// Images are float32, float16 or bfloat16, contiguous or channels-last, which the result is too; shifts and their gradients are float32.
/// Arguments are checked before (<see cref="ActiveShiftArguments"/>). What is launched is queued, as everything that torch does on a GPU is; memory
/// that is given back meanwhile is used again only by what is queued after it.
/// </remarks>
internal sealed class ActiveShiftCudaFunction : LayerFunction<ActiveShiftCudaFunction>
{
    private const string StrideKey = "stride";
    private const string WantedKey = "wanted";

    public static Tensor Apply(Tensor x, Tensor alpha, Tensor beta, int stride)
    {
        using var denseX = ChannelsLast.Is(x) ? x.alias() : x.contiguous();
        using var contiguousAlpha = alpha.contiguous();
        using var contiguousBeta = beta.contiguous();
        if (!is_grad_enabled() || !(x.requires_grad || alpha.requires_grad || beta.requires_grad))
            return Forward(denseX, contiguousAlpha, contiguousBeta, stride);
        using var scope = NewDisposeScope();
        return apply(denseX, contiguousAlpha, contiguousBeta, stride).MoveToOuterDisposeScope();
    }

    /// <summary>The shift of max(0, x·scale + bias), channel by channel; it has no gradient.</summary>
    public static Tensor ApplyNormalized(Tensor x, Tensor scale, Tensor bias, Tensor alpha, Tensor beta, int stride)
    {
        using var denseX = ChannelsLast.Is(x) ? x.alias() : x.contiguous();
        return Forward(denseX, alpha, beta, stride, scale, bias);
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
        // Of the input's layout, whatever the next layer made.
        using var denseGradY = ChannelsLast.Is(x) ? ChannelsLast.Of(given) : given.contiguous();
        var gradX = wanted.X ? empty_like(x) : null;
        var gradAlpha = wanted.Shifts ? empty_like(alpha) : null;
        var gradBeta = wanted.Shifts ? empty_like(beta) : null;
        var shape = Shape(x, stride);
        var tensors = new CudaShiftTensors
        {
            X = DeviceMemory.Pointer(x),
            GradY = DeviceMemory.Pointer(denseGradY),
            Alpha = DeviceMemory.Pointer(alpha),
            Beta = DeviceMemory.Pointer(beta),
            GradX = DeviceMemory.Pointer(gradX),
            GradAlpha = DeviceMemory.Pointer(gradAlpha),
            GradBeta = DeviceMemory.Pointer(gradBeta),
        };
        long bytes = NativeCuda.WorkspaceBytes(shape, tensors);
        using var workspace = bytes == 0 ? null : empty([bytes], ScalarType.Byte, x.device);
        NativeCuda.Backward(shape, tensors with { Workspace = DeviceMemory.Pointer(workspace), WorkspaceBytes = bytes });
        // One null for the stride.
        return [gradX!, gradAlpha!, gradBeta!, null!];
    }

    private static Tensor Forward(Tensor x, Tensor alpha, Tensor beta, int stride, Tensor? scale = null, Tensor? bias = null)
    {
        var shape = Shape(x, stride);
        var y = Output(shape, x);
        NativeCuda.Forward(shape, new CudaShiftTensors
        {
            X = DeviceMemory.Pointer(x),
            Alpha = DeviceMemory.Pointer(alpha),
            Beta = DeviceMemory.Pointer(beta),
            Scale = DeviceMemory.Pointer(scale),
            Bias = DeviceMemory.Pointer(bias),
            Y = DeviceMemory.Pointer(y),
        });
        return y;
    }

    private static Tensor Output(CudaShiftShape shape, Tensor x)
    {
        if (shape.Layout == CudaLayout.Nchw)
            return empty([shape.N, shape.C, shape.OutH, shape.OutW], x.dtype, x.device);
        using var pixelsFirst = empty([shape.N, shape.OutH, shape.OutW, shape.C], x.dtype, x.device);
        return pixelsFirst.permute(0, 3, 1, 2);
    }

    private static CudaShiftShape Shape(Tensor x, int stride) => new(
        x.shape[0], x.shape[1], x.shape[2], x.shape[3], stride,
        x.dtype switch
        {
            ScalarType.Float16 => CudaElement.Float16,
            ScalarType.BFloat16 => CudaElement.BFloat16,
            ScalarType.Float32 => CudaElement.Float32,
            _ => throw new ArgumentException($"The kernels of a GPU have no elements of type {x.dtype}.", nameof(x)),
        },
        ChannelsLast.Is(x) ? CudaLayout.Nhwc : CudaLayout.Nchw,
        Math.Max(0, x.device_index));
}
