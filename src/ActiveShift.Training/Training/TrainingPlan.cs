namespace ActiveShift.Training;

/// <summary>How many steps and epochs a run has. With <see cref="TrainingOptions.Iterations"/> the last epoch may be cut short.</summary>
internal sealed class TrainingPlan(TrainingOptions options, int batches)
{
    public long Steps { get; } = options.Iterations ?? (long)batches * options.Epochs;

    public long WarmupSteps { get; } = (long)Math.Ceiling(batches * options.WarmupEpochs);

    public int Epochs => checked((int)((Steps + batches - 1) / batches));

    /// <summary>Steps before an epoch.</summary>
    /// <param name="epoch">From 1.</param>
    public long StepsBefore(int epoch) => (long)batches * (epoch - 1);

    /// <summary>Steps in an epoch.</summary>
    /// <param name="epoch">From 1 to <see cref="Epochs"/>.</param>
    public int StepsIn(int epoch) => (int)Math.Min(batches, Steps - StepsBefore(epoch));
}
