using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Updates a network in groups: weights are decayed; biases and BN are not; shifts are not either, have their own
/// learning rate, and their gradient is normalised or clipped, for which they are always under SGD. Stages of another
/// learning rate have groups of their own, frozen ones none.
/// </summary>
internal sealed class NetworkOptimizer : IDisposable
{
    private readonly List<ParameterGroup> _weights = [];
    private readonly List<ParameterGroup> _biases = [];
    private readonly List<ParameterGroup> _shifts = [];
    private readonly ShiftStep _shiftStep;
    private readonly TrainingOptions _options;

    /// <summary>Takes the parameters of a network over. Those of frozen stages get no gradients from then on.</summary>
    public NetworkOptimizer(AsResNet network, TrainingOptions options)
    {
        _options = options;
        _shiftStep = new ShiftStep(new ShiftGradientRule(options.ShiftGradient, options.ShiftGradientMaxNorm), options.LatticeRegularization);
        var rates = new StageLearningRates(network.Spec, options);
        var parameters = network.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        foreach (var group in network.Spec.Tensors.Where(t => t.IsParameter).GroupBy(rates.Of))
        {
            if (group.Key == 0)
                Freeze(group.Select(t => parameters[t.Name]));
            else
                AddGroups([.. group.Select(t => (t, parameters[t.Name]))], group.Key);
        }
    }

    /// <summary>Where what is remembered of the parameters is: every one that is trained is in one of these.</summary>
    public IEnumerable<ParameterGroup> Groups => [.. _weights, .. _biases, .. _shifts];

    /// <summary>Uses the gradients and clears them.</summary>
    /// <param name="learningRate">That of weights where no stage has its own.</param>
    /// <param name="number">The step's number in the run, from 1.</param>
    public void Step(double learningRate, long number)
    {
        foreach (var group in _shifts)
            _shiftStep.Prepare(group);
        if (_options.GradientMaxNorm is { } maxNorm)
            GradientClipping.Clip([.. _weights, .. _biases], maxNorm);
        foreach (var group in Groups)
        {
            group.Step(learningRate, number);
            group.ClearGradients();
        }
    }

    public void Dispose()
    {
        foreach (var group in Groups)
            group.Dispose();
    }

    private static void Freeze(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters)
            parameter.requires_grad = false;
    }

    private void AddGroups(IReadOnlyList<(TensorSpec Spec, Parameter Parameter)> parameters, double factor)
    {
        Add(_weights, Of(t => t.Role == TensorRole.Weight), factor, values => Rule(values, _options.WeightDecay));
        Add(
            _biases,
            Of(t => t.Role is TensorRole.Bias or TensorRole.BatchNormScale or TensorRole.BatchNormBias),
            factor,
            values => Rule(values, weightDecay: 0));
        // All horizontal shifts, then all vertical ones in the same order: the two halves of a vector belong together in pairs.
        Add(_shifts, [.. Of(t => NetworkTensors.IsHorizontalShift(t.Name)), .. Of(t => NetworkTensors.IsVerticalShift(t.Name))],
            factor * _options.ShiftLearningRateFactor, values => new MomentumRule(values, _options, weightDecay: 0));

        IReadOnlyList<(string, Parameter)> Of(Func<TensorSpec, bool> wanted) => [.. parameters.Where(p => wanted(p.Spec)).Select(p => (p.Spec.Name, p.Parameter))];
    }

    private UpdateRule Rule(Tensor values, double weightDecay) => _options.Optimizer switch
    {
        OptimizerKind.Sgd => new MomentumRule(values, _options, weightDecay),
        OptimizerKind.AdamW => new AdamWRule(values, _options, weightDecay),
        _ => throw new InvalidOperationException($"There is no rule for {_options.Optimizer}."),
    };

    private static void Add(
        List<ParameterGroup> groups, IReadOnlyList<(string Name, Parameter Parameter)> parameters, double factor,
        Func<Tensor, UpdateRule> ruleOf)
    {
        if (parameters.Count != 0)
            groups.Add(new ParameterGroup(parameters, factor, ruleOf));
    }
}
