using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>A 3×3 convolution of every channel by itself, padding 1, no bias; He-initialised. The paper compares the shift with it.</summary>
internal sealed class DepthwiseConvolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    private readonly long[] _stride;
    private readonly int _channels;

    public DepthwiseConvolution(int channels, int stride, Generator generator)
        : base(nameof(DepthwiseConvolution))
    {
        _channels = channels;
        _weight = Initialization.He([channels, 1, 3, 3], generator);
        _stride = [stride, stride];
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => ReducedPrecision.Product(input, _weight, Convolve);

    private Tensor Convolve(Tensor input, Tensor weight) =>
        nn.functional.conv2d(input, weight, strides: _stride, padding: [1, 1], groups: _channels);
}
