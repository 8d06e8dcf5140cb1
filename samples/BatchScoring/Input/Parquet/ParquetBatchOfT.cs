using ParquetSharp;

namespace BatchScoring.Input.Parquet;

/// <summary>Some rows of a column. Bytes are where the reader has them, and valid until the next are read.</summary>
internal sealed class ParquetBatch<T>(ColumnReader<T> reader, short presentLevel) : IParquetBatch
    where T : unmanaged
{
    private const int MostRows = 256;

    private readonly T[] _read = new T[MostRows];
    private readonly T?[] _values = new T?[MostRows];
    private readonly short[] _levels = new short[MostRows];

    public int Rows { get; private set; }

    public T? Value(int row) => _values[row];

    public void Fill(long most)
    {
        int count = (int)Math.Min(most, MostRows);
        Rows = count > 0 && reader.HasNext ? (int)reader.ReadBatch(count, _levels, [], _read, out _) : 0;
        int next = 0;
        for (int row = 0; row < Rows; row++)
            _values[row] = presentLevel == 0 || _levels[row] == presentLevel ? _read[next++] : null;
    }

    public void Dispose() => reader.Dispose();
}
