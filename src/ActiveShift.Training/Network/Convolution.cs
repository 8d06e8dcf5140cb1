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

    public override Tensor forward(Tensor input) => nn.functional.conv2d(input, _weight, strides: _stride, padding: _padding);
}
