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
    private readonly Tensor _velocity;
    private readonly Dictionary<string, Range> _places = [];
    private readonly double _learningRateFactor;
    private readonly double _weightDecay;

    /// <summary>Moves parameters into one vector. They keep working as before, and must not be moved elsewhere while this lives.</summary>
    public ParameterGroup(IReadOnlyList<(string Name, Parameter Parameter)> parameters, double learningRateFactor, double weightDecay)
    {
        _learningRateFactor = learningRateFactor;
        _weightDecay = weightDecay;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        int count = checked((int)parameters.Sum(p => p.Parameter.numel()));
        var device = parameters[0].Parameter.device;
        _values = empty([count], ScalarType.Float32, device).DetachFromDisposeScope();
        _gradients = zeros([count], ScalarType.Float32, device).DetachFromDisposeScope();
        _velocity = zeros([count], ScalarType.Float32, device).DetachFromDisposeScope();
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

    /// <summary>The names of the parameters.</summary>
    public IEnumerable<string> Names => _places.Keys;

    public Tensor Values => _values;

    public Tensor Gradients => _gradients;

    /// <summary>The momentum of every parameter, in one copy from wherever it is.</summary>
    public IEnumerable<(string Name, float[] Values)> CopyVelocities()
    {
        using var all = _velocity.cpu();
        float[] values = TensorMemory.Span(all).ToArray();
        return [.. _places.Select(place => (place.Key, values[place.Value]))];
    }

    /// <summary>Sets the momentum of a parameter.</summary>
    /// <returns>Whether it has as many values.</returns>
    public bool TrySetVelocity(string name, ReadOnlySpan<float> values)
    {
        var (offset, length) = _places[name].GetOffsetAndLength((int)_velocity.numel());
        if (values.Length != length)
            return false;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        _velocity.narrow(0, offset, length).copy_(tensor(values.ToArray()));
        return true;
    }

    public void ClearGradients() => _gradients.zero_();

    /// <summary>
    /// SGD with momentum: v ← m·v + g, where g includes the decay; w ← w - rate·(g + m·v) with Nesterov's, else w ← w - rate·v.
    /// </summary>
    public void Step(double learningRate, double momentum, bool nesterov)
    {
        using var noGrad = no_grad();
        if (_weightDecay != 0)
            _gradients.add_(_values, _weightDecay);
        _velocity.mul_(momentum).add_(_gradients);
        if (nesterov)
            _gradients.add_(_velocity, momentum);
        _values.add_(nesterov ? _gradients : _velocity, -learningRate * _learningRateFactor);
    }

    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
        _velocity.Dispose();
    }
}
