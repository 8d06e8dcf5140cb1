namespace ActiveShift.ML;

/// <summary>Names of a transformer's columns.</summary>
internal sealed record ModelColumns
{
    public required string Feature { get; init; }

    public required string Score { get; init; }

    public required string PredictedLabel { get; init; }
}
