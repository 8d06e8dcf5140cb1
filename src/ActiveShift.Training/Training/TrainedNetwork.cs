using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>A network in training: its weights with all that changes along with them, step by step.</summary>
internal sealed class TrainedNetwork : IDisposable
{
    /// <summary>A loss above this many times that of guessing has exploded.</summary>
    private const double LossLimit = 100;

    private readonly AsResNet _network;
    private readonly SgdOptimizer _optimizer;
    private readonly WeightAverage? _average;
    private readonly TrainingLoss _loss;
    private readonly StageLearningRates _rates;

    /// <summary>Makes a network with fresh values.</summary>
    public TrainedNetwork(NetworkSpec spec, TrainingOptions options, double[]? classWeights)
    {
        _rates = new StageLearningRates(spec, options.StageLearningRateFactors);
        using var generator = new Generator((ulong)options.Seed);
        _network = new AsResNet(spec, generator);
        _average = options.WeightAverageDecay == 0 ? null : new WeightAverage(_network, options.WeightAverageDecay);
        _optimizer = new SgdOptimizer(_network, options);
        _loss = new TrainingLoss(classWeights, options.LabelSmoothing);
    }

    /// <summary>The network that is validated and returned: the averages where there are any.</summary>
    public AsResNet Evaluated => _average?.Network ?? _network;

    public ShiftSummary Shifts => ShiftSummary.Of(_network);

    /// <summary>Sets training mode, which validation ends.</summary>
    public void Train() => _network.Train(_rates.IsFrozen);

    /// <summary>One step.</summary>
    /// <exception cref="TrainingDivergedException">The loss is not a number or has exploded. The step was not made.</exception>
    public RunningScore Step(ImageBatch batch, in TrainingStep step)
    {
        using var scope = NewDisposeScope();
        var logits = _network.call(batch.ImageTensor());
        var loss = _loss.Of(logits, batch.LabelTensor());
        double value = loss.item<float>();
        if (!double.IsFinite(value))
            throw new TrainingDivergedException($"The loss became {value}", value, step);
        if (value > LossLimit * Math.Max(1, Math.Log(_network.Spec.Classes)))
            throw new TrainingDivergedException(FormattableString.Invariant($"The loss exploded to {value}"), value, step);
        loss.backward();
        _optimizer.Step(step.LearningRate);
        _average?.Add(step.Number);
        return RunningScore.Of(value, logits, batch.Labels);
    }

    /// <summary>Makes sure that what is kept is of use.</summary>
    /// <param name="last">The last step.</param>
    /// <param name="lossOfLast">Its loss.</param>
    /// <exception cref="TrainingDivergedException">A tensor is not finite.</exception>
    public void CheckFinite(in TrainingStep last, double lossOfLast)
    {
        if (FirstNonFinite() is { } tensor)
            throw new TrainingDivergedException($"Tensor '{tensor}' is no longer finite", lossOfLast, last);
    }

    public void Dispose()
    {
        _loss.Dispose();
        _optimizer.Dispose();
        _average?.Dispose();
        _network.Dispose();
    }

    private string? FirstNonFinite()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        // Momentum that is not finite has made the values so in the same step.
        return WeightTransfer.Tensors(_network).FirstOrDefault(t => !t.Value.isfinite().all().item<bool>()).Key;
    }
}
