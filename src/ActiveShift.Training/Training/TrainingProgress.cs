namespace ActiveShift.Training;

/// <summary>How far a run has come. With the weights, it is all that is needed to go on from there. Immutable.</summary>
internal sealed record TrainingProgress
{
    /// <summary>The epoch that is being trained, from 1; after the end the last one.</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>Batches of that epoch that are done.</summary>
    public int Batch { get; init; }

    /// <summary>The images of these batches.</summary>
    public RunningScore Score { get; init; }

    /// <summary>Seconds spent on them.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds of these spent waiting for data.</summary>
    public double WaitingSeconds { get; init; }

    /// <summary>The last whole epoch's metrics.</summary>
    public TrainingMetrics? LastEpoch { get; init; }

    public BestEpoch Best { get; init; } = new();

    public bool IsFinished { get; init; }

    public bool StoppedEarly { get; init; }

    /// <summary>After a batch.</summary>
    public TrainingProgress AfterBatch(RunningScore score, double seconds, double waitingSeconds) => this with
    {
        Batch = Batch + 1,
        Score = Score + score,
        Seconds = Seconds + seconds,
        WaitingSeconds = WaitingSeconds + waitingSeconds,
    };

    /// <summary>After an epoch and its validation.</summary>
    /// <param name="metrics">What was measured.</param>
    /// <param name="options">What says which epoch is best and when to stop.</param>
    /// <param name="epochs">Number of epochs of the run.</param>
    public TrainingProgress AfterEpoch(TrainingMetrics metrics, TrainingOptions options, int epochs)
    {
        var best = metrics.ValidationLoss is null ? Best : Best.With(metrics, options.ValidationMetric, options.EarlyStopping?.MinDelta ?? 0);
        bool outOfPatience = options.EarlyStopping is { } stopping && Epoch - best.ImprovedIn >= stopping.Patience;
        var after = this with { LastEpoch = metrics, Best = best };
        return Epoch == epochs || outOfPatience
            ? after with { IsFinished = true, StoppedEarly = Epoch < epochs }
            : after with { Epoch = Epoch + 1, Batch = 0, Score = default, Seconds = 0, WaitingSeconds = 0 };
    }
}
