using TorchSharp.Modules;

namespace ActiveShift.Training;

/// <summary>
/// SGD with Nesterov momentum over three groups: weights are decayed; biases and BN are not; shifts are not either, have their own
/// learning rate, and their gradient is normalised or clipped.
/// </summary>
internal sealed class SgdOptimizer : IDisposable
{
    private readonly ParameterGroup _weights;
    private readonly ParameterGroup _biases;
    private readonly ParameterGroup _shifts;
    private readonly ShiftGradientRule _shiftRule;
    private readonly double _momentum;

    public SgdOptimizer(AsResNet network, TrainingOptions options)
    {
        var parameters = network.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        _momentum = options.Momentum;
        _shiftRule = new ShiftGradientRule(options.ShiftGradient, options.ShiftGradientMaxNorm);
        _weights = new ParameterGroup(OfRole(TensorRole.Weight), learningRateFactor: 1, options.WeightDecay);
        _biases = new ParameterGroup(
            [.. OfRole(TensorRole.Bias), .. OfRole(TensorRole.BatchNormScale), .. OfRole(TensorRole.BatchNormBias)], learningRateFactor: 1, weightDecay: 0);
        // All horizontal shifts, then all vertical ones in the same order: the two halves of a vector belong together in pairs.
        var layers = network.Shifts.SelectMany(stage => stage).ToList();
        _shifts = new ParameterGroup(
            [.. layers.Select(layer => layer.Alpha), .. layers.Select(layer => layer.Beta)], options.ShiftLearningRateFactor, weightDecay: 0);

        IReadOnlyList<Parameter> OfRole(TensorRole role) =>
            [.. network.Spec.Tensors.Where(t => t.Role == role).Select(t => parameters[t.Name])];
    }

    /// <summary>Uses the gradients and clears them.</summary>
    public void Step(double learningRate)
    {
        long half = _shifts.Gradients.numel() / 2;
        using (var alpha = _shifts.Gradients.narrow(0, 0, half))
        using (var beta = _shifts.Gradients.narrow(0, half, half))
            _shiftRule.Apply(alpha, beta);
        foreach (var group in (ReadOnlySpan<ParameterGroup>)[_weights, _biases, _shifts])
        {
            group.Step(learningRate, _momentum);
            group.ClearGradients();
        }
    }

    public void Dispose()
    {
        _weights.Dispose();
        _biases.Dispose();
        _shifts.Dispose();
    }
}
