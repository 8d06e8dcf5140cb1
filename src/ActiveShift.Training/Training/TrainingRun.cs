using System.Diagnostics;

namespace ActiveShift.Training;

/// <summary>One training from start to end: the loop over epochs and steps.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly TrainedNetwork _network;
    private readonly TrainingPlan _plan;
    private readonly LearningRateSchedule _schedule;
    private readonly TrainingBatches _batches;
    private readonly Evaluation? _validation;
    private readonly Action<TrainingMetrics>? _report;
    private TrainingProgress _progress = new();
    private NetworkWeights? _best;

    public TrainingRun(
        NetworkSpec spec, IImageSet training, IImageSet? validation, TrainingOptions options, int threads, Action<TrainingMetrics>? report)
    {
        _options = options;
        _report = report;
        _batches = new TrainingBatches(training, ImageSize.Of(spec), options, threads);
        _validation = validation is null ? null : new Evaluation(validation, ImageSize.Of(spec), options.BatchSize, threads);
        _plan = new TrainingPlan(options, _batches.Count);
        _schedule = new LearningRateSchedule(options, _plan.Steps, _plan.WarmupSteps);
        _network = new TrainedNetwork(spec, options, ClassWeighting.Of(options, training, spec.Classes));
    }

    public TrainingResult Execute(CancellationToken cancellationToken)
    {
        while (!_progress.IsFinished)
        {
            TrainEpoch(cancellationToken);
            EndEpoch(cancellationToken);
            _report?.Invoke(_progress.LastEpoch!);
        }
        return Result();
    }

    public void Dispose() => _network.Dispose();

    private void TrainEpoch(CancellationToken cancellationToken)
    {
        _network.Train();
        long mark = Stopwatch.GetTimestamp();
        using var batches = _batches.Of(_progress.Epoch, _progress.Batch, cancellationToken).GetEnumerator();
        while (_progress.Batch < _plan.StepsIn(_progress.Epoch))
        {
            long asked = Stopwatch.GetTimestamp();
            batches.MoveNext();
            double waiting = Stopwatch.GetElapsedTime(asked).TotalSeconds;
            cancellationToken.ThrowIfCancellationRequested();
            var score = _network.Step(batches.Current, StepOf(_progress.Batch));
            long now = Stopwatch.GetTimestamp();
            _progress = _progress.AfterBatch(score, Stopwatch.GetElapsedTime(mark, now).TotalSeconds, waiting);
            mark = now;
            if (_options.ReportBatches)
                _report?.Invoke(Metrics(_progress.Batch, score));
        }
    }

    private void EndEpoch(CancellationToken cancellationToken)
    {
        CheckFinite();
        var metrics = Metrics(batch: null, _progress.Score);
        if (_validation?.Score(_network.Evaluated, cancellationToken) is { } score)
            metrics = metrics with { ValidationLoss = score.Loss, ValidationAccuracy = score.Accuracy };
        _progress = _progress.AfterEpoch(metrics, _options, _plan.Epochs);
        if (_options.KeepsBest && ReferenceEquals(_progress.Best.Metrics, metrics))
            _best = _network.Evaluated.Export();
    }

    private void CheckFinite() => _network.CheckFinite(StepOf(_progress.Batch - 1), _progress.Score.Loss);

    /// <param name="batch">In this epoch, from 0.</param>
    private TrainingStep StepOf(int batch)
    {
        long before = _plan.StepsBefore(_progress.Epoch) + batch;
        return new(_progress.Epoch, batch + 1, before + 1, _schedule.At(before), _batches.Images(batch));
    }

    private TrainingMetrics Metrics(int? batch, RunningScore score)
    {
        var shifts = _network.Shifts;
        return new()
        {
            Epoch = _progress.Epoch,
            Batch = batch,
            Loss = score.Loss,
            Accuracy = score.Accuracy,
            LearningRate = StepOf(_progress.Batch - 1).LearningRate,
            ImagesPerSecond = _progress.Score.Images / _progress.Seconds,
            MeanAbsoluteShift = shifts.Mean,
            MaxAbsoluteShift = shifts.Maximum,
            Seconds = _progress.Seconds,
            DataWaitShare = _progress.WaitingSeconds / _progress.Seconds,
        };
    }

    private TrainingResult Result()
    {
        // Without a validation figure that is a number no epoch is the best.
        var metrics = _options.KeepsBest ? _progress.Best.Metrics ?? _progress.LastEpoch! : _progress.LastEpoch!;
        return new()
        {
            Weights = _best ?? _network.Evaluated.Export(),
            Epoch = metrics.Epoch,
            Metrics = metrics,
            LastEpoch = _progress.Epoch,
            Steps = _plan.StepsBefore(_progress.Epoch) + _progress.Batch,
            StoppedEarly = _progress.StoppedEarly,
        };
    }
}
