namespace ActiveShift.ML;

/// <summary>The label's key values as text.</summary>
internal sealed record LabelDescription
{
    public required string Type { get; init; }

    public required IReadOnlyList<string> Values { get; init; }
}
