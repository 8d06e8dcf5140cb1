using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Applies a <see cref="ShiftGradient"/> in place, channel by channel.</summary>
/// <remarks>
/// It works on gradients that are already complete (after backward, also of several backward passes), not within backward:
/// a sum of normalised gradients is not the normalised sum.
/// </remarks>
internal readonly record struct ShiftGradientRule(ShiftGradient Kind, double MaxNorm)
{
    /// <param name="alpha">Gradients of the horizontal shifts; changed.</param>
    /// <param name="beta">Gradients of the vertical shifts, of the same shape; changed.</param>
    public void Apply(Tensor alpha, Tensor beta)
    {
        if (Kind == ShiftGradient.Plain)
            return;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var norm = alpha.hypot(beta);
        // Where the norm is 0 both gradients are, and any finite divisor keeps them so.
        var divisor = Kind switch
        {
            ShiftGradient.Normalized => norm.masked_fill(norm.eq(0), 1),
            ShiftGradient.Clipped => (norm / MaxNorm).clamp(min: 1),
            _ => throw new InvalidOperationException($"There is no rule for {Kind}."),
        };
        alpha.div_(divisor);
        beta.div_(divisor);
    }
}
