using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>
/// A data view over rows that are numbered and known to be so many. Nothing is kept of the rows themselves: every cursor reads for itself,
/// and only the columns it was asked for.
/// </summary>
/// <param name="schema">The columns.</param>
/// <param name="rowCount">Number of rows.</param>
/// <param name="canShuffle">Whether rows can be read in any order; else they are read from first to last.</param>
/// <param name="open">Opens what a cursor needs to read the columns that are true in its argument.</param>
internal sealed class IndexedDataView(DataViewSchema schema, long rowCount, bool canShuffle, Func<bool[], IndexedRows> open) : IDataView
{
    public bool CanShuffle { get; } = canShuffle && rowCount <= Array.MaxLength;

    public DataViewSchema Schema { get; } = schema;

    public long? GetRowCount() => rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        bool[] active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            if (column.Index >= active.Length || Schema[column.Index].Name != column.Name)
                throw new ArgumentException($"Column '{column.Name}' (index {column.Index}) is not one of this data.", nameof(columnsNeeded));
            active[column.Index] = true;
        }

        return new IndexedRowCursor(Schema, active, open(active), rowCount, CanShuffle && rand is not null ? Permutation(rand) : null);
    }

    /// <summary>One cursor whatever is asked for, as the interface allows: the order is that of <see cref="GetRowCursor"/>.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private int[] Permutation(Random random)
    {
        int[] order = new int[rowCount];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        random.Shuffle(order);
        return order;
    }
}
