namespace BatchScoring.Splitting;

/// <summary>The rows that a shard still has to score.</summary>
/// <param name="parts">The cut.</param>
/// <param name="shard">The shard.</param>
/// <param name="done">Its parts that are done.</param>
internal sealed class RowSelection(Parts parts, Shard shard, IReadOnlySet<long> done)
{
    public bool Contains(long row) => ContainsPart(parts.PartOf(row));

    /// <summary>Whether any of these rows is among them.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many.</param>
    public bool Overlaps(long first, long count)
    {
        if (count == 0)
            return false;
        for (long part = parts.PartOf(first); part <= parts.PartOf(first + count - 1); part++)
        {
            if (ContainsPart(part))
                return true;
        }
        return false;
    }

    private bool ContainsPart(long part) => part % shard.Count == shard.Index && !done.Contains(part);
}
