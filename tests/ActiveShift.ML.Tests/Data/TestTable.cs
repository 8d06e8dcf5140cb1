using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Data;

/// <summary>Rows made on demand, as a data view that can be shuffled, be read by several cursors, fail, and say how it was used.</summary>
internal sealed class TestTable : IDataView
{
    private const int RowsPerBatch = 4;

    private readonly int _rows;
    private readonly TestColumn[] _columns;
    private int _openCursors;

    public TestTable(int rows, params TestColumn[] columns)
    {
        _rows = rows;
        _columns = columns;
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    /// <summary>The row at which every cursor fails.</summary>
    public long FailAt { get; init; } = long.MaxValue;

    /// <summary>Called before every row that is read.</summary>
    public Action<long>? BeforeRow { get; init; }

    /// <summary>Cursors that were opened and not yet disposed.</summary>
    public int OpenCursors => Volatile.Read(ref _openCursors);

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        return new Cursor(this, columnsNeeded, Order(rand));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        long[] order = Order(rand);
        return [.. Enumerable.Range(0, n)
            .Select(i => new Cursor(this, columns, [.. order.Where(row => row / RowsPerBatch % n == i)]))];
    }

    private long[] Order(Random? rand)
    {
        var order = Enumerable.Range(0, _rows).Select(row => (long)row).ToArray();
        rand?.Shuffle(order);
        return order;
    }

    public static InvalidOperationException Failure { get; } = new("The source failed.");

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly TestTable _table;
        private readonly HashSet<int> _active;
        private readonly long[] _order;
        private long _position = -1;
        private bool _disposed;

        public Cursor(TestTable table, IEnumerable<DataViewSchema.Column> columns, long[] order)
        {
            _table = table;
            _active = [.. columns.Select(column => column.Index)];
            _order = order;
            Interlocked.Increment(ref table._openCursors);
        }

        public override DataViewSchema Schema => _table.Schema;

        public override long Position => _position;

        public override long Batch => _position < 0 ? 0 : Row() / RowsPerBatch;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override bool MoveNext()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_position + 1 >= _order.Length)
            {
                _position = -1;
                return false;
            }
            _position++;
            _table.BeforeRow?.Invoke(Row());
            return Row() == _table.FailAt ? throw Failure : true;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => IsColumnActive(column)
            ? (ValueGetter<TValue>)_table._columns[column.Index].CreateGetter(Row)
            : throw new InvalidOperationException($"'{column.Name}' is not active.");

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row(), 0);

        protected override void Dispose(bool disposing)
        {
            if (!_disposed)
                Interlocked.Decrement(ref _table._openCursors);
            _disposed = true;
            base.Dispose(disposing);
        }

        private long Row() => _position >= 0 ? _order[_position] : throw new InvalidOperationException("Not on a row.");
    }
}
