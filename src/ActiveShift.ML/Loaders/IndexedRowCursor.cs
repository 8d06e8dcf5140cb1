using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Goes through the rows of an <see cref="IndexedDataView"/> in their order or in another.</summary>
/// <param name="schema">The columns.</param>
/// <param name="active">Which of them were asked for.</param>
/// <param name="rows">Reads the values; disposed with the cursor.</param>
/// <param name="count">Number of rows.</param>
/// <param name="order">The rows in the order of visit, or null for first to last.</param>
internal sealed class IndexedRowCursor(DataViewSchema schema, bool[] active, IndexedRows rows, long count, int[]? order) : DataViewRowCursor
{
    private long _position = -1;
    private bool _isAtEnd;
    private bool _isDisposed;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    public override bool MoveNext()
    {
        if (_isAtEnd)
            return false;
        if (_position + 1 < count)
        {
            _position++;
            rows.Row = order is null ? _position : order[_position];
            return true;
        }

        _isAtEnd = true;
        _position = -1;
        rows.Row = -1;
        if (order is null)
            rows.CheckEnd();
        return false;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), column.Name, "The column was not asked for when the cursor was made.");
        return rows.GetGetter(column.Index) as ValueGetter<TValue>
            ?? throw new InvalidOperationException(
                $"Column '{column.Name}' has values of {schema[column.Index].Type.RawType}; the getter was asked for {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)rows.Row, 0);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _isAtEnd = true;
            rows.Row = -1;
            rows.Dispose();
        }

        base.Dispose(disposing);
    }
}
