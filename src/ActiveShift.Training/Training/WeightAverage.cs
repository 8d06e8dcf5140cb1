using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>An exponential moving average of a network's parameters and BN statistics, as a network of its own.</summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double _decay;
    private readonly IReadOnlyList<(Tensor Average, Tensor Current)> _tensors;

    /// <summary>Begins with what the network holds now.</summary>
    public WeightAverage(AsResNet network, double decay)
    {
        _decay = decay;
        using var generator = new Generator();
        Network = new AsResNet(network.Spec, generator);
        Network.Load(network.Export());
        Network.MoveTo(network.Device);
        var averages = WeightTransfer.Tensors(Network);
        _tensors = [.. WeightTransfer.Tensors(network).Select(pair => (averages[pair.Key], pair.Value))];
    }

    public AsResNet Network { get; }

    /// <summary>Takes a step into account: a ← d·a + (1 - d)·w.</summary>
    /// <param name="step">How many steps were taken, this one included.</param>
    public void Add(long step)
    {
        double decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        using var noGrad = no_grad();
        foreach (var (average, current) in _tensors)
        {
            using var difference = current.sub(average);
            average.add_(difference, 1 - decay);
        }
    }

    public void Dispose() => Network.Dispose();
}
