using System.Diagnostics;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>One training from start to end: the loop over epochs and steps.</summary>
internal sealed class TrainingRun : IDisposable
{
    // What the streams of the seed are for.
    private const long OrderStream = 1;
    private const long AugmentationStream = 2;

    private readonly TrainingOptions _options;
    private readonly AsResNet _network;
    private readonly SgdOptimizer _optimizer;
    private readonly LearningRateSchedule _schedule;
    private readonly BatchLoader _loader;
    private readonly Evaluation? _validation;
    private readonly int[] _order;
    private long _step;

    public TrainingRun(NetworkSpec spec, IImageSet training, IImageSet? validation, TrainingOptions options, int threads)
    {
        _options = options;
        _loader = new BatchLoader(training, ImageSize.Of(spec), options.BatchSize, threads);
        _validation = validation is null ? null : new Evaluation(validation, ImageSize.Of(spec), options.BatchSize, threads);
        _schedule = new LearningRateSchedule(
            options.LearningRate, (long)_loader.Batches * options.Epochs, (long)Math.Ceiling(_loader.Batches * options.WarmupEpochs));
        _order = [.. Enumerable.Range(0, training.Count)];
        using var generator = new Generator((ulong)options.Seed);
        _network = new AsResNet(spec, generator);
        _optimizer = new SgdOptimizer(_network, options);
    }

    public NetworkWeights Execute(Action<TrainingMetrics>? report, CancellationToken cancellationToken)
    {
        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            var metrics = Train(epoch, report, cancellationToken);
            if (_validation?.Score(_network, cancellationToken) is { } score)
                metrics = metrics with { ValidationLoss = score.Loss, ValidationAccuracy = score.Accuracy };
            report?.Invoke(metrics);
        }
        return _network.Export();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
    }

    private TrainingMetrics Train(int epoch, Action<TrainingMetrics>? report, CancellationToken cancellationToken)
    {
        _network.train();
        new SplitMix64(_options.Seed, OrderStream, epoch).Shuffle(_order);
        long seed = (long)new SplitMix64(_options.Seed, AugmentationStream, epoch).Next();
        var augmentation = new Augmentation(_options.CropPadding, _options.HorizontalFlip);
        long start = Stopwatch.GetTimestamp();
        var total = new RunningScore();
        double rate = 0;
        int number = 0;
        foreach (var batch in _loader.Load(_order, augmentation, seed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            rate = _schedule.At(_step);
            var score = Step(batch, rate, epoch, number, ref total);
            if (_options.ReportBatches)
                report?.Invoke(Metrics(epoch, number, score));
        }
        return Metrics(epoch, null, total);

        TrainingMetrics Metrics(int epoch, int? batch, RunningScore score) => new()
        {
            Epoch = epoch,
            Batch = batch,
            Loss = score.Loss,
            Accuracy = score.Accuracy,
            LearningRate = rate,
            ImagesPerSecond = total.Images / Stopwatch.GetElapsedTime(start).TotalSeconds,
            MeanAbsoluteShift = ShiftSummary.MeanAbsolute(_network),
        };
    }

    private RunningScore Step(ImageBatch batch, double rate, int epoch, int number, ref RunningScore total)
    {
        using var scope = NewDisposeScope();
        var logits = _network.call(batch.ImageTensor());
        var loss = nn.functional.cross_entropy(logits, batch.LabelTensor());
        double value = loss.item<float>();
        if (!double.IsFinite(value))
        {
            throw new InvalidOperationException(
                $"The loss became {value} in epoch {epoch}, batch {number} (step {_step + 1}) at learning rate {rate}. " +
                "Try a lower LearningRate or some WarmupEpochs, and check that the images hold finite numbers.");
        }
        loss.backward();
        _optimizer.Step(rate);
        _step++;
        var score = new RunningScore();
        score.Add(value, logits, batch.Labels);
        total.Add(value, logits, batch.Labels);
        return score;
    }
}
