using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>A shift that is not trained: its values are buffers, drawn or laid out once.</summary>
internal sealed class FixedShiftLayer : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "alpha")]
    private readonly Tensor _alpha;

    [ComponentName(Name = "beta")]
    private readonly Tensor _beta;

    private readonly int _stride;

    /// <param name="kind">Where the values come from.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="stride">Stride in both directions.</param>
    /// <param name="generator">For sampled shifts: first all horizontal ones, then all vertical ones.</param>
    public FixedShiftLayer(SpatialLayer kind, int channels, int stride, Generator generator)
        : base(nameof(FixedShiftLayer))
    {
        _stride = stride;
        _alpha = FixedShifts.Horizontal(kind, channels, generator);
        _beta = FixedShifts.Vertical(kind, channels, generator);
        RegisterComponents();
    }

    /// <summary>Both shifts and the stride.</summary>
    public ChannelShifts Shifts => new(_alpha, _beta, _stride);

    public override Tensor forward(Tensor input) => ActiveShiftOperator.Apply(input, _alpha, _beta, _stride);
}
