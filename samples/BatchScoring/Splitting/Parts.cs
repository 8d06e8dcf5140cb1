namespace BatchScoring.Splitting;

/// <summary>
/// The input cut into parts of equal length, the last one shorter. Part p belongs to shard p mod count, whatever the machine; and because the
/// parts do not depend on the number of shards, neither does the merged output.
/// </summary>
/// <param name="Rows">Rows of the whole input.</param>
/// <param name="RowsEach">Rows of a part.</param>
internal readonly record struct Parts(long Rows, int RowsEach)
{
    public long Count => (Rows / RowsEach) + (Rows % RowsEach > 0 ? 1 : 0);

    public long PartOf(long row) => row / RowsEach;

    /// <summary>Rows of a part.</summary>
    public int Length(long part) => (int)Math.Min(RowsEach, Rows - (part * RowsEach));

    public bool IsLastRow(long row) => row == Rows - 1 || row % RowsEach == RowsEach - 1;

    /// <summary>The parts of a shard, in order.</summary>
    public IEnumerable<long> Of(Shard shard)
    {
        for (long part = shard.Index; part < Count; part += shard.Count)
            yield return part;
    }
}
