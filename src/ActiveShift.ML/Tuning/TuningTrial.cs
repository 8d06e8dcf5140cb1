using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>One training of a search: a candidate, for a number of epochs.</summary>
public sealed record TuningTrial
{
    /// <summary>The candidate, from 0; 0 is the trainer's own options.</summary>
    public required int Candidate { get; init; }

    /// <summary>The rung, from 1: trials of one rung have the same number of epochs and are compared.</summary>
    public required int Rung { get; init; }

    /// <summary>Passes over the part of the training images that is not held out.</summary>
    public required int Epochs { get; init; }

    /// <summary>
    /// The candidate's options at the length of a whole training, which <see cref="Epochs"/> shortens.
    /// </summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>In what the candidate differs from the trainer's own options, as text.</summary>
    public required string Changes { get; init; }

    /// <summary>Mean cross-entropy on the held-out images in nats; null where the trial diverged.</summary>
    public double? LogLoss { get; init; }

    /// <summary>
    /// Share of the held-out images whose class got the highest score, 0 to 1; null where the trial diverged.
    /// </summary>
    public double? Top1 { get; init; }

    /// <summary>How long it took, measuring included.</summary>
    public required double Seconds { get; init; }

    /// <summary>How it ended.</summary>
    public required TuningTrialState State { get; init; }
}
