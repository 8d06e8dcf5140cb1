using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>BN, ReLU, 1×1 convolution, BN, ReLU, active shift, 1×1 convolution, plus the shortcut (see <see cref="BlockSpec"/>).</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "bn1")]
    private readonly BatchNormalization _bn1;

    [ComponentName(Name = "conv1")]
    private readonly Convolution _conv1;

    [ComponentName(Name = "bn2")]
    private readonly BatchNormalization _bn2;

    [ComponentName(Name = "shift")]
    private readonly ActiveShiftLayer _shift;

    [ComponentName(Name = "conv2")]
    private readonly Convolution _conv2;

    [ComponentName(Name = "shortcut")]
    private readonly Convolution? _shortcut;

    public ResidualBlock(BlockSpec spec, Generator generator)
        : base(nameof(ResidualBlock))
    {
        _bn1 = new BatchNormalization(spec.InputWidth);
        _conv1 = new Convolution(spec.InputWidth, spec.MiddleWidth, kernel: 1, stride: 1, generator);
        _bn2 = new BatchNormalization(spec.MiddleWidth);
        _shift = new ActiveShiftLayer(spec.MiddleWidth, spec.Stride, generator);
        _conv2 = new Convolution(spec.MiddleWidth, spec.OutputWidth, kernel: 1, stride: 1, generator);
        if (spec.HasProjection)
            _shortcut = new Convolution(spec.InputWidth, spec.OutputWidth, kernel: 1, spec.Stride, generator);
        RegisterComponents();
    }

    public ActiveShiftLayer Shift => _shift;

    public override Tensor forward(Tensor input)
    {
        using var activated = _bn1.call(input);
        using var projected = _shortcut?.call(activated);
        // In place: no gradient needs the convolution's output.
        return Residual(activated).add_(projected ?? input);
    }

    /// <summary>What stands between the first activation and the sum. What is no longer needed is given back at once.</summary>
    private Tensor Residual(Tensor activated)
    {
        using var expanded = _conv1.call(activated);
        using var activatedAgain = _bn2.call(expanded);
        using var shifted = _shift.call(activatedAgain);
        return _conv2.call(shifted);
    }
}
