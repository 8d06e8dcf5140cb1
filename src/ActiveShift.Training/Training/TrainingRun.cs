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
    private readonly string _fingerprint = "";
    private readonly CheckpointWriter? _checkpoints;
    private readonly BatchPlacement _placement;
    private TrainingProgress _progress = new();
    private NetworkWeights? _best;

    /// <param name="task">What is trained on what.</param>
    /// <param name="beginning">The task's initial weights made ready for training, or null for fresh values.</param>
    /// <param name="options">How.</param>
    /// <param name="placement">Where.</param>
    /// <param name="threads">Threads for the images.</param>
    /// <param name="report">Gets the metrics.</param>
    /// <param name="cancellationToken">Looked at where features of all images are computed first.</param>
    public TrainingRun(
        TrainingTask task, NetworkWeights? beginning, TrainingOptions options, BatchPlacement placement, int threads,
        Action<TrainingMetrics>? report, CancellationToken cancellationToken)
    {
        _options = options;
        _report = report;
        _placement = placement;
        _network = new TrainedNetwork(task.Spec, options, ClassWeighting.Of(options, task.Training, task.Spec.Classes), beginning, placement);
        try
        {
            _batches = Batches(task.Training, threads, cancellationToken);
            _validation = task.Validation is null ? null : Evaluation(task.Validation, threads, cancellationToken);
        }
        catch
        {
            _network.Dispose();
            throw;
        }
        _plan = new TrainingPlan(options, _batches.Count);
        _schedule = new LearningRateSchedule(options, _plan.Steps, _plan.WarmupSteps);
        if (options.Checkpoint is not null || options.ResumeFrom is not null)
            _fingerprint = CheckpointFingerprint.Of(task, options);
        _checkpoints = options.Checkpoint is null ? null : new CheckpointWriter(options.Checkpoint, Capture);
    }

    private long StepsDone => _plan.StepsBefore(_progress.Epoch) + _progress.Batch;

    public TrainingResult Execute(CancellationToken cancellationToken)
    {
        if (_options.ResumeFrom is { } file)
            Restore(file);
        try
        {
            TrainEpochs(cancellationToken);
            return Result();
        }
        catch (OperationCanceledException)
        {
            if (_network.FirstNonFinite() is null)
                _checkpoints?.Write();
            throw;
        }
    }

    public void Dispose()
    {
        _validation?.Dispose();
        _batches.Dispose();
        _network.Dispose();
    }

    private TrainingBatches Batches(IImageSet images, int threads, CancellationToken cancellationToken)
    {
        var (input, size, placement) = _network.InputOf(images, _options.BatchSize, threads, cancellationToken);
        return new TrainingBatches(input, size, _network.TakesFeatures ? Augmentation.None : Augmentation.Of(_options), _options, threads, placement);
    }

    private Evaluation Evaluation(IImageSet images, int threads, CancellationToken cancellationToken)
    {
        var (input, size, placement) = _network.InputOf(images, _options.BatchSize, threads, cancellationToken);
        return new Evaluation(input, size, _options.BatchSize, threads, placement.ForScoring, _network.TakesFeatures);
    }

    private void TrainEpochs(CancellationToken cancellationToken)
    {
        while (!_progress.IsFinished)
        {
            TrainEpoch(cancellationToken);
            EndEpoch(cancellationToken);
            if (_checkpoints is not null && (_progress.IsFinished || _checkpoints.IsDueAfterEpoch(_progress.LastEpoch!.Epoch)))
                _checkpoints.Write();
            _report?.Invoke(_progress.LastEpoch!);
        }
    }

    private void TrainEpoch(CancellationToken cancellationToken)
    {
        _network.Train();
        long mark = Stopwatch.GetTimestamp();
        using var batches = _batches.Of(_progress.Epoch, _progress.Batch).GetEnumerator();
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
            if (_checkpoints?.IsDueAfterStep(StepsDone) == true)
            {
                CheckFinite();
                _checkpoints.Write();
            }
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

    /// <summary>Makes sure that what is kept is of use.</summary>
    private void CheckFinite()
    {
        if (_network.FirstNonFinite() is { } tensor)
            throw new TrainingDivergedException($"Tensor '{tensor}' is no longer finite", _progress.Score.Loss, StepOf(_progress.Batch - 1));
    }

    private Checkpoint Capture() =>
        new(_fingerprint, _progress, [.. _network.Capture(), .. _best is null ? [] : Checkpoint.Tensorize(Checkpoint.Best, _best)]);

    private void Restore(string file)
    {
        var checkpoint = CheckpointFile.Read(file);
        CheckpointFingerprint.Check(file, checkpoint.Fingerprint, _fingerprint);
        try
        {
            _network.Restore(checkpoint);
            _best = checkpoint.WeightsOf(Checkpoint.Best, _network.Spec);
            checkpoint.Progress.Check(_plan);
            if (_options.KeepsBest && _best is null && checkpoint.Progress.Best.Metrics is not null)
                throw new InvalidDataException($"It has no tensors '{Checkpoint.Best}*', and a best epoch.");
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"Checkpoint '{file}': {error.Message}", error);
        }
        _progress = checkpoint.Progress;
    }

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
            Epochs = _plan.Epochs,
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
            Steps = StepsDone,
            StoppedEarly = _progress.StoppedEarly,
            GpuDeviceId = _placement.IsOnGpu ? _placement.Device.index : null,
        };
    }
}
