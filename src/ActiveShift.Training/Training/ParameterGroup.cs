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
    private readonly double _learningRateFactor;
    private readonly double _weightDecay;

    /// <summary>Moves parameters into one vector. They keep working as before, and must not be moved elsewhere while this lives.</summary>
    public ParameterGroup(IReadOnlyList<Parameter> parameters, double learningRateFactor, double weightDecay)
    {
        _learningRateFactor = learningRateFactor;
        _weightDecay = weightDecay;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        long count = parameters.Sum(p => p.numel());
        _values = empty([count], ScalarType.Float32).DetachFromDisposeScope();
        _gradients = zeros([count], ScalarType.Float32).DetachFromDisposeScope();
        _velocity = zeros([count], ScalarType.Float32).DetachFromDisposeScope();
        long offset = 0;
        foreach (var parameter in parameters)
        {
            long length = parameter.numel();
            var place = _values.narrow(0, offset, length).view(parameter.shape);
            place.copy_(parameter);
            parameter.set_(place);
            // Torch adds to a gradient that is there, in place.
            parameter.grad = _gradients.narrow(0, offset, length).view(parameter.shape);
            offset += length;
        }
    }

    public Tensor Gradients => _gradients;

    public void ClearGradients() => _gradients.zero_();

    /// <summary>SGD with Nesterov momentum: v ← m·v + g, w ← w - rate·(g + m·v), where g includes the decay.</summary>
    public void Step(double learningRate, double momentum)
    {
        using var noGrad = no_grad();
        if (_weightDecay != 0)
            _gradients.add_(_values, _weightDecay);
        _velocity.mul_(momentum).add_(_gradients);
        _gradients.add_(_velocity, momentum);
        _values.add_(_gradients, -learningRate * _learningRateFactor);
    }

    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
        _velocity.Dispose();
    }
}
