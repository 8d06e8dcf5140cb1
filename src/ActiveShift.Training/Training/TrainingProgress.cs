using System.Globalization;

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

    /// <summary>Makes sure that a run of a plan can have come so far.</summary>
    /// <exception cref="InvalidDataException">It cannot; the message says which value is wrong.</exception>
    public void Check(TrainingPlan plan)
    {
        Require(Epoch >= 1 && Epoch <= plan.Epochs, nameof(Epoch), Epoch, $"from 1 to {plan.Epochs}");
        int steps = plan.StepsIn(Epoch);
        Require(Batch >= 0 && Batch <= steps, nameof(Batch), Batch, $"from 0 to {steps}");
        Require(Score.Images >= 0, $"{nameof(Score)}.{nameof(Score.Images)}", Score.Images, "0 or more");
        Require(Score.Correct >= 0 && Score.Correct <= Score.Images, $"{nameof(Score)}.{nameof(Score.Correct)}", Score.Correct, $"from 0 to {Score.Images}");
        Require(Seconds >= 0, nameof(Seconds), Seconds, "0 or more");
        Require(WaitingSeconds >= 0, nameof(WaitingSeconds), WaitingSeconds, "0 or more");
        Require(LastEpoch is not null || (Epoch == 1 && !IsFinished), nameof(LastEpoch), "null", "the metrics of the epoch before");
        Require(
            Best.Metrics is not { } best || (best.ValidationLoss is not null && best.ValidationAccuracy is not null),
            $"{nameof(Best)}.{nameof(Best.Metrics)}", "without figures of the validation", "the metrics of a validated epoch");
    }

    private static void Require(bool condition, string name, object value, string expected)
    {
        if (!condition)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Its progress is damaged: {name} is {value}; expected {expected}."));
    }
}
