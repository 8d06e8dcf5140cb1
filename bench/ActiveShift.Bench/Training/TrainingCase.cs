using System.Diagnostics;
using ActiveShift.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Bench.Training;

/// <summary>One network that is trained on one batch, and what the parts of each step took.</summary>
internal sealed class TrainingCase : IDisposable
{
    // Small enough for every network to learn one batch by heart without stumbling.
    private const double LearningRate = 0.01;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly AsResNet _network;
    private readonly NetworkOptimizer _optimizer;
    private readonly TrainingLoss _loss = new(classWeights: null, labelSmoothing: 0, CPU);
    private readonly Tensor _images, _labels;
    private readonly List<float> _losses = [];

    public TrainingCase(string name, NetworkSpec spec, int batch)
    {
        Name = name;
        var options = new TrainingOptions();
        using var generator = new Generator((ulong)options.SeedOrDefault);
        _network = new AsResNet(spec, generator);
        _network.train();
        _optimizer = new NetworkOptimizer(_network, options);
        _images = randn([batch, spec.Channels, spec.Height, spec.Width], generator: generator);
        _labels = randint(0, spec.Classes, [batch], ScalarType.Int64, generator: generator);
    }

    public string Name { get; }

    /// <summary>Milliseconds of every step so far, part by part.</summary>
    public List<double> Forward { get; } = [];

    /// <inheritdoc cref="Forward"/>
    public List<double> Backward { get; } = [];

    /// <inheritdoc cref="Forward"/>
    public List<double> Update { get; } = [];

    /// <summary>One step as the trainer makes it, without fetching the images.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        using var returned = ReturnedGradients.BeginStep();
        long start = Stopwatch.GetTimestamp();
        var loss = _loss.Of(_network.call(_images), _labels);
        _losses.Add(loss.item<float>());
        long forward = Stopwatch.GetTimestamp();
        BackwardErrors.Backward(loss);
        long backward = Stopwatch.GetTimestamp();
        _optimizer.Step(LearningRate, _losses.Count);
        Forward.Add(Stopwatch.GetElapsedTime(start, forward).TotalMilliseconds);
        Backward.Add(Stopwatch.GetElapsedTime(forward, backward).TotalMilliseconds);
        Update.Add(Stopwatch.GetElapsedTime(backward).TotalMilliseconds);
    }

    /// <summary>Takes some steps and makes sure that they train.</summary>
    /// <exception cref="InvalidOperationException">The loss on the batch has not fallen.</exception>
    public void Verify(int steps)
    {
        for (int i = 0; i < steps; i++)
            Step();
        if (!(_losses[^1] < _losses[0]))
            throw new InvalidOperationException($"{Name}: the loss went from {_losses[0]} to {_losses[^1]} in {steps} steps on one batch.");
        Forward.Clear();
        Backward.Clear();
        Update.Clear();
    }

    public void Dispose()
    {
        _loss.Dispose();
        _optimizer.Dispose();
        _network.Dispose();
        _scope.Dispose();
    }
}
