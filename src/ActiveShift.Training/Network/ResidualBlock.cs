using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>BN, ReLU, 1×1 convolution, BN, ReLU, the spatial layer, 1×1 convolution, plus the shortcut (see <see cref="BlockSpec"/>).</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "bn1")]
    private readonly BatchNormalization _bn1;

    [ComponentName(Name = "conv1")]
    private readonly Convolution _conv1;

    [ComponentName(Name = "bn2")]
    private readonly BatchNormalization _bn2;

    [ComponentName(Name = "shift")]
    private readonly nn.Module<Tensor, Tensor>? _shift;

    [ComponentName(Name = "depthwise")]
    private readonly DepthwiseConvolution? _depthwise;

    [ComponentName(Name = "bn3")]
    private readonly BatchNormalization? _bn3;

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
        if (spec.Spatial == SpatialLayer.ActiveShift)
            _shift = new ActiveShiftLayer(spec.MiddleWidth, spec.Stride, generator);
        else if (spec.Spatial.IsShift)
            _shift = new FixedShiftLayer(spec.Spatial, spec.MiddleWidth, spec.Stride, generator);
        else
            _depthwise = new DepthwiseConvolution(spec.MiddleWidth, spec.Stride, generator);
        if (spec.Spatial == SpatialLayer.DepthwiseBatchNorm)
            _bn3 = new BatchNormalization(spec.MiddleWidth);
        _conv2 = new Convolution(spec.MiddleWidth, spec.OutputWidth, kernel: 1, stride: 1, generator);
        if (spec.HasProjection)
            _shortcut = new Convolution(spec.InputWidth, spec.OutputWidth, kernel: 1, spec.Stride, generator);
        RegisterComponents();
    }

    /// <summary>The shift, if it is a trained one.</summary>
    public ActiveShiftLayer? Shift => _shift as ActiveShiftLayer;

    public override Tensor forward(Tensor input)
    {
        using var activated = _bn1.call(input);
        using var projected = _shortcut?.call(activated);
        // The gradients of the input's two uses are summed by torch: to add one while the other is written was no faster.
        return Sum(activated, projected ?? input);
    }

    /// <summary>What stands between the first activation and the sum, and the sum. What is no longer needed is given back at once.</summary>
    private Tensor Sum(Tensor activated, Tensor shortcut)
    {
        using var expanded = _conv1.call(activated);
        using var neighbours = Neighbours(expanded);
        if (_bn3 is null)
            return _conv2.ForwardPlus(neighbours, shortcut);
        using var activatedThrice = _bn3.call(neighbours);
        return _conv2.ForwardPlus(activatedThrice, shortcut);
    }

    private ChannelShifts? Shifts => Shift?.Shifts ?? (_shift as FixedShiftLayer)?.Shifts;

    private Tensor Neighbours(Tensor expanded)
    {
        if (Shifts is { } shifts && NormalizedShift.Takes(expanded, _bn2))
            return NormalizedShift.Apply(expanded, _bn2, shifts);
        using var activatedAgain = _bn2.call(expanded);
        return (_shift ?? _depthwise!).call(activatedAgain);
    }
}
