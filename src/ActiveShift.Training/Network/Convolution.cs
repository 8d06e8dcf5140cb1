using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>A convolution without bias, padded so that stride 1 keeps the image's size; He-initialised.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    private readonly long[] _stride;
    private readonly long[] _padding;

    public Convolution(int inputs, int outputs, int kernel, int stride, Generator generator)
        : base(nameof(Convolution))
    {
        _weight = Initialization.He([outputs, inputs, kernel, kernel], generator);
        _stride = [stride, stride];
        _padding = [kernel / 2, kernel / 2];
        RegisterComponents();
    }

    public Device Device => _weight.device;

    public override Tensor forward(Tensor input) => Sum(input, added: null);

    /// <summary>The convolution's result plus a tensor of the same shape.</summary>
    public Tensor ForwardPlus(Tensor input, Tensor added) => Sum(input, added);

    private Tensor Sum(Tensor input, Tensor? added)
    {
        if (IsProduct && PointwiseFunction.Takes(input))
            return PointwiseFunction.Apply(input, _weight, added);
        var result = ReducedPrecision.Product(input, _weight, Convolve);
        // In place: no gradient needs the convolution's output.
        return added is null ? result : result.add_(added);
    }

    private bool IsProduct => _padding[0] == 0 && _stride[0] == 1;

    private Tensor Convolve(Tensor input, Tensor weight)
    {
        if (!IsProduct)
            return nn.functional.conv2d(input, weight, strides: _stride, padding: _padding);
        if (PointwiseFunction.Takes(input))
            return PointwiseFunction.Apply(input, weight);
        return IsFasterAsProduct(input) ? BatchedProduct(input, weight) : nn.functional.conv2d(input, weight);
    }

    /// <summary>
    /// Without the native function: a 1×1 convolution is one matrix product an image. On the CPU torch does that faster than its convolution, which
    /// reorders the image first (up to 4 times at 16 channels of 32×32, 1.1 times at 128 of 14×14). Not where channels outnumber pixels:
    /// there the gradient of the weights, which is one matrix an image before it is summed, costs more than it saves.
    /// </summary>
    private bool IsFasterAsProduct(Tensor input) =>
        input.device_type == TorchSharp.DeviceType.CPU && Math.Max(_weight.shape[0], _weight.shape[1]) <= input.shape[2] * input.shape[3];

    private static Tensor BatchedProduct(Tensor input, Tensor weight)
    {
        var (n, h, w) = (input.shape[0], input.shape[2], input.shape[3]);
        var (outputs, inputs) = (weight.shape[0], weight.shape[1]);
        using var matrix = weight.view(1, outputs, inputs);
        using var matrices = matrix.expand(n, outputs, inputs);
        using var columns = input.reshape(n, inputs, h * w);
        using var product = matrices.bmm(columns);
        return product.view(n, outputs, h, w);
    }
}
