using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Parameters that are trained alike, laid end to end in one tensor, and so are their gradients: a step over a network is then a
/// few operations over long vectors, not several for each of a hundred small tensors.
/// </summary>
internal sealed class ParameterGroup : IDisposable
{
    private readonly Tensor _values;
    private readonly Tensor _gradients;
    private readonly UpdateRule _rule;
    private readonly Dictionary<string, Range> _places = [];
    private readonly double _learningRateFactor;

    /// <summary>Moves parameters into one vector. They keep working as before, and must not be moved elsewhere while this lives.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="learningRateFactor">What the learning rate is multiplied by for them.</param>
    /// <param name="ruleOf">Makes the rule for the vector, which this then owns.</param>
    public ParameterGroup(
        IReadOnlyList<(string Name, Parameter Parameter)> parameters, double learningRateFactor,
        Func<Tensor, UpdateRule> ruleOf)
    {
        _learningRateFactor = learningRateFactor;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        int count = checked((int)parameters.Sum(p => p.Parameter.numel()));
        var device = parameters[0].Parameter.device;
        _values = empty([count], ScalarType.Float32, device).DetachFromDisposeScope();
        _gradients = zeros([count], ScalarType.Float32, device).DetachFromDisposeScope();
        _rule = ruleOf(_values);
        int offset = 0;
        foreach (var (name, parameter) in parameters)
        {
            int length = (int)parameter.numel();
            var place = _values.narrow(0, offset, length).view(parameter.shape);
            place.copy_(parameter);
            parameter.set_(place);
            // Torch adds to a gradient that is there, in place.
            parameter.grad = _gradients.narrow(0, offset, length).view(parameter.shape);
            _places.Add(name, offset..(offset + length));
            offset += length;
        }
    }

    public Tensor Values => _values;

    public Tensor Gradients => _gradients;

    /// <summary>The names of what is remembered of every parameter: the kind and the parameter's name.</summary>
    public IEnumerable<string> StateNames =>
        _rule.State.SelectMany(state => _places.Keys.Select(name => state.Kind + name));

    /// <summary>
    /// What is remembered of every parameter, by these names, in one copy a kind from wherever it is.
    /// </summary>
    public IEnumerable<(string Name, float[] Values)> CopyState()
    {
        foreach (var (kind, tensor) in _rule.State)
        {
            using var all = tensor.cpu();
            float[] values = TensorMemory.Span(all).ToArray();
            foreach (var (name, place) in _places)
                yield return (kind + name, values[place]);
        }
    }

    /// <summary>Sets what is remembered of a parameter.</summary>
    /// <param name="stateName">One of <see cref="StateNames"/>.</param>
    /// <param name="values">A value for each of the parameter's.</param>
    /// <returns>Whether there are as many.</returns>
    public bool TrySetState(string stateName, ReadOnlySpan<float> values)
    {
        var (kind, tensor) = _rule.State.Single(state => stateName.StartsWith(state.Kind, StringComparison.Ordinal));
        var (offset, length) = _places[stateName[kind.Length..]].GetOffsetAndLength((int)tensor.numel());
        if (values.Length != length)
            return false;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        tensor.narrow(0, offset, length).copy_(torch.tensor(values.ToArray()));
        return true;
    }

    public void ClearGradients() => _gradients.zero_();

    /// <summary>One step.</summary>
    /// <param name="learningRate">That of the run.</param>
    /// <param name="number">The step's number in the run, from 1.</param>
    public void Step(double learningRate, long number)
    {
        using var noGrad = no_grad();
        _rule.Step(_values, _gradients, learningRate * _learningRateFactor, number);
    }

    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
        _rule.Dispose();
    }
}
