namespace ActiveShift.Training;

/// <summary>When training stops before its last epoch: when <see cref="TrainingOptions.ValidationMetric"/> no longer improves.</summary>
public sealed record EarlyStopping
{
    /// <summary>Epochs without improvement after which training stops; 1 to 1,000,000. Default 10.</summary>
    [OptionRange(1, 1_000_000)]
    public int Patience { get; init; } = 10;

    /// <summary>By how much the metric must exceed the best seen to count as an improvement; 0 to 100, in its own unit. Default 0.</summary>
    [OptionRange(0, 100)]
    public double MinDelta { get; init; }
}
