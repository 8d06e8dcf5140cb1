namespace ActiveShift.ML;

/// <summary>What a search found.</summary>
public sealed class TuningResult
{
    /// <summary>
    /// The trainer's options with the best training in <see cref="ActiveShiftResNetTrainer.Options.Training"/>; make a
    /// trainer of them and
    /// fit it on all training data. The trainer's own where nothing better was found.
    /// </summary>
    public required ActiveShiftResNetTrainer.Options Options { get; init; }

    /// <summary>The trial that decided: the best one of the last rung; null where all diverged.</summary>
    public required TuningTrial? Best { get; init; }

    /// <summary>
    /// All trials, in the order in which they were run, with those of an interrupted search that was gone on with.
    /// </summary>
    public required IReadOnlyList<TuningTrial> Trials { get; init; }

    /// <summary>Whether at least two candidates were compared; false where the budget was too small for that.</summary>
    public required bool IsCompared { get; init; }

    /// <summary>Images that trials were trained on.</summary>
    public required int TrainingImages { get; init; }

    /// <summary>Images that they were measured on.</summary>
    public required int HeldOutImages { get; init; }

    /// <summary>Time that the search took, with that of an interrupted one that was gone on with.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long fitting <see cref="Options"/> on all training data will take, by what trials took.</summary>
    public required TimeSpan ExpectedFit { get; init; }

    /// <summary>What came out, in a sentence or two.</summary>
    public required string Summary { get; init; }
}
