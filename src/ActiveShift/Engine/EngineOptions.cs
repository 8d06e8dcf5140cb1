namespace ActiveShift;

/// <summary>How a network is compiled for scoring.</summary>
public sealed class EngineOptions
{
    /// <summary>The arithmetic. Default: <see cref="EnginePrecision.Float32"/>.</summary>
    public EnginePrecision Precision { get; init; } = EnginePrecision.Float32;

    /// <summary>
    /// For <see cref="EnginePrecision.Int8"/>: preprocessed images [n, channels, height, width] like those to be scored, at least one (some tens do
    /// well); the ranges of the activations are taken from them. Default: empty. Ignored with other precisions.
    /// </summary>
    public ReadOnlyMemory<float> CalibrationImages { get; init; }

    /// <summary>Entry of the dispatch table to use, by name; null for the best one.</summary>
    internal string? Version { get; init; }
}
