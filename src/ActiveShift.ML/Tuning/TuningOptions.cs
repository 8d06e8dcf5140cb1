using System.Globalization;

namespace ActiveShift.ML;

/// <summary>How <see cref="ActiveShiftResNetTrainer.Tune"/> searches.</summary>
public sealed record TuningOptions
{
    /// <summary>
    /// Time for the search, reading the images included; above zero. Trials of an interrupted search that is gone on
    /// with count. No
    /// trial begins that would not end in it by what trials took so far, except the first, which is always run.
    /// </summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>
    /// Seed of the candidates, of the split and of every trial's training. Default null: that of the trainer. The same
    /// seed gives the
    /// same candidates and, on the CPU with the same number of threads, the same figures; only how many trials there
    /// are is the
    /// clock's matter.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// File that holds the finished trials, as JSON. It is written beside and renamed after every trial; where it is
    /// there already the
    /// search goes on from it, also with a larger <see cref="Budget"/>. Default null: none.
    /// </summary>
    public string? StateFile { get; init; }

    /// <summary>
    /// Called after every trial on the calling thread; not for those that come from <see cref="StateFile"/>. Default
    /// none.
    /// </summary>
    public Action<TuningTrial>? TrialCallback { get; init; }

    /// <summary>
    /// Ends the search with an <see cref="OperationCanceledException"/>; finished trials are in <see
    /// cref="StateFile"/>.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The clock of the budget. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The time, the seed and the file; the same in every culture.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{nameof(TuningOptions)} {{ Budget = {Budget}, Seed = {Seed}, StateFile = {StateFile} }}");

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (Budget <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(
                nameof(Budget), Budget, $"Budget is {Budget}; expected more than zero.");
        if (StateFile is not null && string.IsNullOrWhiteSpace(StateFile))
            throw new ArgumentException(
                $"StateFile is '{StateFile}'; expected the name of a file, or null.", nameof(StateFile));
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
