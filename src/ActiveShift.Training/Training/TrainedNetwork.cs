using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>A network in training: its weights with all that changes along with them, step by step.</summary>
internal sealed class TrainedNetwork : IDisposable
{
    /// <summary>A loss above this many times that of guessing has exploded.</summary>
    private const double LossLimit = 1000;

    private readonly AsResNet _network;
    private readonly NetworkOptimizer _optimizer;
    private readonly WeightAverage? _average;
    private readonly TrainingLoss _loss;
    private readonly DistillationLoss _distillation;
    private readonly StageLearningRates _rates;
    private readonly BatchPlacement _placement;

    /// <summary>Makes a network with fresh values, or with initial weights; their classifier is not taken where it has other classes.</summary>
    public TrainedNetwork(
        NetworkSpec spec, TrainingOptions options, double[]? classWeights, NetworkWeights? initialWeights, BatchPlacement placement)
    {
        _placement = placement;
        _rates = new StageLearningRates(spec, options);
        using var generator = new Generator((ulong)options.SeedOrDefault);
        _network = new AsResNet(spec, generator);
        if (initialWeights is not null)
            WeightTransfer.LoadWithNewClassifier(_network, initialWeights);
        // Made on the CPU: the same seed begins with the same values everywhere.
        _network.MoveTo(placement.Device);
        _average = options.WeightAverageDecay == 0 ? null : new WeightAverage(_network, options.WeightAverageDecay);
        _optimizer = new NetworkOptimizer(_network, options);
        _loss = new TrainingLoss(classWeights, options.LabelSmoothing, placement.Device);
        _distillation = new DistillationLoss(classWeights, options, placement.Device);
    }

    /// <summary>The network that is validated and returned: the averages where there are any.</summary>
    public AsResNet Evaluated => _average?.Network ?? _network;

    public NetworkSpec Spec => _network.Spec;

    public ShiftSummary Shifts => ShiftSummary.Of(_network);

    /// <summary>Whether the classifier alone is trained: the network then takes a <see cref="FeatureSet"/> instead of images.</summary>
    public bool TakesFeatures => _rates.IsAllFrozen;

    /// <summary>What the network takes of a set of images.</summary>
    public (IImageSet Set, ImageSize Size, BatchPlacement Placement) InputOf(
        IImageSet images, int batchSize, int threads, CancellationToken cancellationToken)
    {
        if (!TakesFeatures)
            return (images, ImageSize.Of(Spec), _placement);
        _network.eval();
        var features = new FeatureSet(_network, images, batchSize, threads, _placement.ForScoring, cancellationToken);
        return (features, new ImageSize(Spec.FeatureWidth, 1, 1), _placement.ForFeatures);
    }

    /// <summary>Sets training mode, which validation ends.</summary>
    public void Train() => _network.Train(_rates.IsFrozen);

    /// <summary>One step.</summary>
    /// <exception cref="TrainingDivergedException">The loss is not a number or has exploded. The step was not made.</exception>
    public RunningScore Step(ImageBatch batch, in TrainingStep step)
    {
        using var scope = NewDisposeScope();
        using var returned = ReturnedGradients.BeginStep();
        var logits = _network.Logits(batch, TakesFeatures);
        var loss = batch.Mixed is { } mixed
            ? _loss.Of(logits, batch.LabelTensor(), batch.OtherLabelTensor(mixed), mixed.Share)
            : _loss.Of(logits, batch.LabelTensor());
        if (batch.TeacherTensor() is { } teacher)
            loss = _distillation.With(loss, logits, batch.LabelTensor(), teacher);
        // Before the loss is looked at, which waits for a GPU: so that it has work meanwhile.
        BackwardErrors.Backward(loss);
        double value = loss.item<float>();
        if (!double.IsFinite(value))
            throw new TrainingDivergedException($"The loss became {value}", value, step);
        if (value > LossLimit * Math.Max(1, Math.Log(Spec.Classes)))
            throw new TrainingDivergedException(FormattableString.Invariant($"The loss exploded to {value}"), value, step);
        _optimizer.Step(step.LearningRate, step.Number);
        _average?.Add(step.Number);
        return RunningScore.Of(value, logits, batch.Labels);
    }

    /// <summary>The name of a tensor that is not finite, or null.</summary>
    public string? FirstNonFinite()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        // Momentum that is not finite has made the values so in the same step.
        return WeightTransfer.Tensors(_network).FirstOrDefault(t => !t.Value.isfinite().all().item<bool>()).Key;
    }

    /// <summary>Copies out all that steps change.</summary>
    public IEnumerable<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> Capture() =>
    [
        .. Checkpoint.Tensorize(Checkpoint.Weights, _network.Export()),
        .. _average is null ? [] : Checkpoint.Tensorize(Checkpoint.Average, _average.Network.Export()),
        .. from @group in _optimizer.Groups
           from state in @group.CopyState()
           select (state.Name, new[] { state.Values.Length }, (ReadOnlyMemory<float>)state.Values),
    ];

    /// <summary>Copies in what was copied out.</summary>
    /// <exception cref="InvalidDataException">The tensors are not those of this network.</exception>
    public void Restore(Checkpoint checkpoint)
    {
        _network.Load(checkpoint.WeightsOf(Checkpoint.Weights, Spec) ?? throw Missing(Checkpoint.Weights));
        _average?.Network.Load(checkpoint.WeightsOf(Checkpoint.Average, Spec) ?? throw Missing(Checkpoint.Average));
        var tensors = checkpoint.Tensors.ToDictionary(t => t.Name, t => t.Values);
        foreach (var group in _optimizer.Groups)
        {
            foreach (string name in group.StateNames)
            {
                if (!tensors.TryGetValue(name, out var values) || !group.TrySetState(name, values.Span))
                {
                    throw new InvalidDataException(
                        $"Tensor '{name}' has {values.Length} values; expected those of the parameter.");
                }
            }
        }
    }

    public void Dispose()
    {
        _distillation.Dispose();
        _loss.Dispose();
        _optimizer.Dispose();
        _average?.Dispose();
        _network.Dispose();
    }

    private static InvalidDataException Missing(string kind) => new($"It has no tensors '{kind}*'.");
}
