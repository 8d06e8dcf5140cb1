using System.Globalization;
using System.Runtime.InteropServices;
using ParquetSharp;
using TextEncoding = System.Text.Encoding;

namespace BatchScoring.Input.Parquet;

/// <summary>The values of one column in one row group, a row at a time.</summary>
internal sealed class ParquetRows : IDisposable
{
    private readonly string _file;
    private readonly int _group;
    private readonly ParquetColumn _column;
    private readonly RowGroupReader _reader;
    private readonly IParquetBatch _batch;
    private long _left;
    private int _row = -1;

    /// <param name="file">The file's name, for errors.</param>
    /// <param name="reader">The file.</param>
    /// <param name="group">Which row group.</param>
    /// <param name="rows">Rows that it must have.</param>
    /// <param name="column">Which column.</param>
    /// <exception cref="InvalidDataException">The column is damaged.</exception>
    public ParquetRows(string file, ParquetFileReader reader, int group, long rows, ParquetColumn column)
    {
        _file = file;
        _group = group;
        _column = column;
        _left = rows;
        RowGroupReader? opened = null;
        try
        {
            opened = reader.RowGroup(group);
            _batch = ParquetBatch.Of(opened.Column(column.Index), column.PresentLevel);
            _reader = opened;
        }
        catch (Exception e)
        {
            opened?.Dispose();
            throw Damaged(e.Message, e);
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="InvalidDataException">The column is damaged.</exception>
    public void Next()
    {
        if (++_row < _batch.Rows)
            return;
        try
        {
            _batch.Fill(_left);
        }
        catch (Exception e)
        {
            throw Damaged(e.Message, e);
        }
        if (_batch.Rows == 0)
            throw Damaged($"it ends {_left} rows before the row group does");
        _left -= _batch.Rows;
        _row = 0;
    }

    /// <summary>The row's bytes; null if it has none.</summary>
    public byte[]? Bytes() =>
        _batch is ParquetBatch<ByteArray> batch && batch.Value(_row) is { } value ? Copy(value) : null;

    /// <summary>The row's text, or its number as text; null if it has none.</summary>
    public string? Text() => _batch switch
    {
        ParquetBatch<ByteArray> texts => texts.Value(_row) is { } text ? TextEncoding.UTF8.GetString(Copy(text)) : null,
        ParquetBatch<int> numbers => numbers.Value(_row)?.ToString(CultureInfo.InvariantCulture),
        ParquetBatch<long> numbers => numbers.Value(_row)?.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    public void Dispose()
    {
        _batch.Dispose();
        _reader.Dispose();
    }

    private static byte[] Copy(ByteArray value)
    {
        byte[] copy = new byte[value.Length];
        if (value.Length > 0)
            Marshal.Copy(value.Pointer, copy, 0, value.Length);
        return copy;
    }

    private InvalidDataException Damaged(string what, Exception? cause = null) =>
        new($"Column '{_column.Name}' of '{_file}' cannot be read in row group {_group}: {what}", cause);
}
