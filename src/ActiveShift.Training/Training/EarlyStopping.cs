namespace ActiveShift.Training;

/// <summary>When training stops before its last epoch: when <see cref="TrainingOptions.ValidationMetric"/> no longer improves.</summary>
public sealed record EarlyStopping
{
    /// <summary>Epochs without improvement after which training stops; 1 to 1,000,000. Default 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By how much the metric must exceed the best seen to count as an improvement; 0 to 100, in its own unit. Default 0.</summary>
    public double MinDelta { get; init; }

    internal void Validate()
    {
        OptionRange.Check($"{nameof(EarlyStopping)}.{nameof(Patience)}", Patience, 1, 1_000_000);
        OptionRange.Check($"{nameof(EarlyStopping)}.{nameof(MinDelta)}", MinDelta, 0, 100);
    }
}
