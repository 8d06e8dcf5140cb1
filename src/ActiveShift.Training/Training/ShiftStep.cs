using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>What happens to the gradients of shifts before the optimizer uses them.</summary>
/// <param name="rule">Normalises or clips them.</param>
/// <param name="lattice">λ of the pull towards whole pixels.</param>
internal sealed class ShiftStep(ShiftGradientRule rule, double lattice)
{
    /// <param name="shifts">All horizontal shifts of some layers, then all vertical ones in the same order.</param>
    public void Prepare(ParameterGroup shifts)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        long half = shifts.Gradients.numel() / 2;
        rule.Apply(shifts.Gradients.narrow(0, 0, half), shifts.Gradients.narrow(0, half, half));
        // After the rule: normalising the sum would let the pull vanish beside a large gradient and take over beside a small one.
        if (lattice != 0)
            shifts.Gradients.add_(shifts.Values - shifts.Values.round(), lattice);
    }
}
