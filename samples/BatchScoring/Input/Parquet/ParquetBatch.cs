using ParquetSharp;

namespace BatchScoring.Input.Parquet;

/// <summary>Makes the batch for a column's type.</summary>
internal static class ParquetBatch
{
    /// <param name="reader">The column; the batch disposes it.</param>
    /// <param name="presentLevel">See <see cref="ParquetColumn.PresentLevel"/>.</param>
    public static IParquetBatch Of(ColumnReader reader, short presentLevel) => reader switch
    {
        ColumnReader<ByteArray> bytes => new ParquetBatch<ByteArray>(bytes, presentLevel),
        ColumnReader<int> numbers => new ParquetBatch<int>(numbers, presentLevel),
        ColumnReader<long> numbers => new ParquetBatch<long>(numbers, presentLevel),
        _ => throw new InvalidDataException($"its values are of type {reader.ElementType}"),
    };
}
