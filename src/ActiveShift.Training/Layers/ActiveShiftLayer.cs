using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The active shift layer: <see cref="ActiveShiftOperator"/> with trained shifts, one pair a channel.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, (H-1)/stride+1, (W-1)/stride+1].</remarks>
public sealed class ActiveShiftLayer : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "alpha")]
    private readonly Parameter _alpha;

    [ComponentName(Name = "beta")]
    private readonly Parameter _beta;

    /// <summary>Makes a layer with shifts uniform in [-1, 1] (paper, section 4).</summary>
    /// <param name="channels">Number of channels; at least 1.</param>
    /// <param name="stride">Stride in both directions; 1 to 16.</param>
    /// <param name="generator">Where the shifts are drawn from: first all horizontal ones, then all vertical ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ActiveShiftLayer(int channels, int stride, Generator generator)
        : base(nameof(ActiveShiftLayer))
    {
        ArgumentNullException.ThrowIfNull(generator);
        SpecLimits.Width(channels, nameof(channels));
        Stride = SpecLimits.Stride(stride, nameof(stride));
        _alpha = Initialization.Uniform([channels], -1, 1, generator);
        _beta = Initialization.Uniform([channels], -1, 1, generator);
        RegisterComponents();
    }

    /// <summary>Horizontal shifts [C] in pixels; positive reads to the right of the output's place.</summary>
    public Parameter Alpha => _alpha;

    /// <summary>Vertical shifts [C] in pixels; positive reads below the output's place.</summary>
    public Parameter Beta => _beta;

    /// <summary>Stride in both directions.</summary>
    public int Stride { get; }

    /// <summary>Both shifts and the stride.</summary>
    internal ChannelShifts Shifts => new(_alpha, _beta, Stride);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => ActiveShiftOperator.Apply(input, _alpha, _beta, Stride);

    /// <summary>
    /// Normalises or clips the gradients of the shifts, channel by channel. Call it after the last backward pass of a step and
    /// before the optimizer's step. <see cref="NetworkTrainer"/> does the same by itself.
    /// </summary>
    /// <param name="kind">What to do.</param>
    /// <param name="maxNorm">Largest norm that <see cref="ShiftGradient.Clipped"/> leaves; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not a finite number above 0, or the kind is unknown.</exception>
    public void ApplyGradientRule(ShiftGradient kind, double maxNorm = 1)
    {
        if (!Enum.IsDefined(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "kind must be Normalized, Clipped or Plain.");
        if (!(maxNorm > 0 && double.IsFinite(maxNorm)))
            throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "maxNorm must be a finite number above 0.");
        using var alpha = _alpha.grad;
        using var beta = _beta.grad;
        if (alpha is not null && beta is not null)
            new ShiftGradientRule(kind, maxNorm).Apply(alpha, beta);
    }
}
