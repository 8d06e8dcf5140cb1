namespace ActiveShift;

/// <summary>How a network is compiled for scoring.</summary>
public sealed class EngineOptions
{
    /// <summary>The arithmetic. Default: <see cref="EnginePrecision.Float32"/>.</summary>
    public EnginePrecision Precision { get; init; } = EnginePrecision.Float32;

    /// <summary>
    /// What <see cref="EnginePrecision.Int8"/> must know of the network's activations, measured on images like those to be scored. Default:
    /// null. Ignored with other precisions.
    /// </summary>
    public ActivationStatistics? ActivationStatistics { get; init; }

    /// <summary>Entry of the dispatch table to use, by name; null for the best one.</summary>
    internal string? Version { get; init; }
}
