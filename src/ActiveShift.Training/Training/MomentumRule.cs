using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// SGD with momentum: v ← m·v + g, where g includes the decay; w ← w - rate·(g + m·v) with Nesterov's, else
/// w ← w - rate·v.
/// </summary>
/// <param name="values">The parameters.</param>
/// <param name="options">Momentum, and whether it is Nesterov's.</param>
/// <param name="weightDecay">What is added of the values to their gradient.</param>
internal sealed class MomentumRule(Tensor values, TrainingOptions options, double weightDecay) : UpdateRule
{
    private readonly Tensor _velocity = zeros_like(values).DetachFromDisposeScope();

    public override IReadOnlyList<(string Kind, Tensor Values)> State => [(Checkpoint.Momentum, _velocity)];

    public override void Step(Tensor values, Tensor gradients, double rate, long number)
    {
        if (weightDecay != 0)
            gradients.add_(values, weightDecay);
        _velocity.mul_(options.Momentum).add_(gradients);
        if (options.Nesterov)
            gradients.add_(_velocity, options.Momentum);
        values.add_(options.Nesterov ? gradients : _velocity, -rate);
    }
}
