using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// AdamW (Loshchilov &amp; Hutter, ICLR 2019, algorithm 2, as torch has it): w ← w - rate·decay·w;
/// m ← β₁·m + (1 - β₁)·g; v ← β₂·v + (1 - β₂)·g²; w ← w - rate·m̂ / (√v̂ + ε), where m̂ and v̂ are m and v over 1 - β₁ᵗ
/// and 1 - β₂ᵗ in step t.
/// </summary>
/// <param name="values">The parameters.</param>
/// <param name="options">Momentum, which is β₁.</param>
/// <param name="weightDecay">The decay.</param>
internal sealed class AdamWRule(Tensor values, TrainingOptions options, double weightDecay) : UpdateRule
{
    private const double SecondMomentDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly Tensor _mean = zeros_like(values).DetachFromDisposeScope();
    private readonly Tensor _square = zeros_like(values).DetachFromDisposeScope();

    public override IReadOnlyList<(string Kind, Tensor Values)> State =>
        [(Checkpoint.Momentum, _mean), (Checkpoint.SecondMoment, _square)];

    public override void Step(Tensor values, Tensor gradients, double rate, long number)
    {
        using var scope = NewDisposeScope();
        if (weightDecay != 0)
            values.mul_(1 - rate * weightDecay);
        _mean.mul_(options.Momentum).add_(gradients, 1 - options.Momentum);
        _square.mul_(SecondMomentDecay).addcmul_(gradients, gradients, 1 - SecondMomentDecay);
        var root = _square.sqrt().div_(Math.Sqrt(1 - Math.Pow(SecondMomentDecay, number))).add_(Epsilon);
        values.addcdiv_(_mean, root, -rate / (1 - Math.Pow(options.Momentum, number)));
    }
}
