using Microsoft.ML;
using Microsoft.ML.Data;

namespace BatchScoring.Scoring;

/// <summary>
/// Encoded images as data of ML.NET, read once. Each array is given away as it is, where ML.NET's own
/// <c>LoadFromEnumerable</c> copies it into one that grows to the largest image of all and is kept.
/// </summary>
/// <param name="column">Name of the one column.</param>
/// <param name="images">The images; nobody changes them any more.</param>
internal sealed class EncodedImages(string column, IEnumerable<byte[]> images) : IDataView
{
    public const int Columns = 1;

    public DataViewSchema Schema { get; } = SchemaOf(column);

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(Schema, images.GetEnumerator());

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema SchemaOf(string column)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(column, new VectorDataViewType(NumberDataViewType.Byte));
        return schema.ToSchema();
    }

    private sealed class Cursor(DataViewSchema schema, IEnumerator<byte[]> images) : DataViewRowCursor
    {
        private long _position = -1;

        public override DataViewSchema Schema => schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override bool MoveNext()
        {
            bool more = images.MoveNext();
            _position = more ? _position + 1 : -1;
            return more;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ValueGetter<VBuffer<byte>> getter = (ref VBuffer<byte> value) =>
                value = new VBuffer<byte>(images.Current.Length, images.Current);
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"'{column.Name}' has vectors of Byte, not {typeof(TValue)}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                images.Dispose();
            base.Dispose(disposing);
        }
    }
}
