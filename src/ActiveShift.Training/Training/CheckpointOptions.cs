namespace ActiveShift.Training;

/// <summary>
/// Where and when training writes down all that it needs to go on from there, as <see cref="TrainingOptions.ResumeFrom"/> does.
/// </summary>
/// <remarks>
/// A checkpoint is also written at the end of training and at cancellation. It is written beside the file, flushed to the disk, and renamed:
/// whenever the process dies, the file is a whole checkpoint, the last or the one before. A run that diverges leaves the last one.
/// </remarks>
public sealed record CheckpointOptions
{
    /// <summary>The file, which a later checkpoint replaces; its folder is made where it is missing. A safetensors file with JSON metadata.</summary>
    public required string File { get; init; }

    /// <summary>Epochs from one checkpoint to the next; 0 (none at the end of an epoch) to 1,000,000. Default 1.</summary>
    [OptionRange(0, 1_000_000)]
    public int EveryEpochs { get; init; } = 1;

    /// <summary>Steps from one checkpoint to the next; 1 to 1,000,000,000, or null for none by steps. Default null.</summary>
    [OptionRange(1, 1_000_000_000)]
    public long? EverySteps { get; init; }

    /// <summary>
    /// Minutes after which a checkpoint is due, at the end of a step; above 0, at most 100,000, or null for none by time. Default null.
    /// </summary>
    [OptionRange(0, 100_000, AboveMinimum = true)]
    public double? EveryMinutes { get; init; }

    /// <exception cref="ArgumentException">The path is empty.</exception>
    internal void CheckFile()
    {
        const string name = nameof(TrainingOptions.Checkpoint) + "." + nameof(File);
        if (string.IsNullOrWhiteSpace(File))
            throw new ArgumentException($"{name} is {(File is null ? "null" : $"'{File}'")}; expected the path of a file.", name);
    }
}
