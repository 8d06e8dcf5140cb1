namespace ActiveShift.Training;

/// <summary>What a training run made.</summary>
public sealed record TrainingResult
{
    /// <summary>
    /// The weights, shifts and BN statistics: those after <see cref="Epoch"/>, averaged where <see cref="TrainingOptions.WeightAverageDecay"/>
    /// asks for it.
    /// </summary>
    public required NetworkWeights Weights { get; init; }

    /// <summary>The epoch, from 1, after which the weights were taken: the best one with <see cref="TrainingOptions.KeepBest"/>, else the last.</summary>
    public required int Epoch { get; init; }

    /// <summary>What was measured in that epoch.</summary>
    public required TrainingMetrics Metrics { get; init; }

    /// <summary>The last epoch that was trained, from 1.</summary>
    public required int LastEpoch { get; init; }

    /// <summary>Steps that were taken, those before a resumed checkpoint included.</summary>
    public required long Steps { get; init; }

    /// <summary>Whether <see cref="TrainingOptions.EarlyStopping"/> ended the run before its last epoch.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>The GPU that the run was computed on; null for the CPU, also where it stood in for a GPU.</summary>
    public required int? GpuDeviceId { get; init; }
}
