namespace ActiveShift.Bench.Images;

/// <summary>What scoring makes of a row.</summary>
internal sealed class ScoredRow
{
    public float[] Score { get; set; } = [];
}
