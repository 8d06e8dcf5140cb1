using ParquetSharp;

namespace BatchScoring.Input.Parquet;

/// <summary>
/// One Parquet file, read a column of a row group at a time. By Apache Arrow's reader (ParquetSharp), not by
/// Parquet.Net, which writes the results:
/// in a damaged file that one goes on behind the end without end.
/// </summary>
internal sealed class ParquetTable : IDisposable
{
    private readonly string _file;
    private readonly FileStream _stream;
    private readonly ParquetFileReader _reader;
    private readonly ParquetColumn[] _columns;
    private readonly long[] _rows;

    private ParquetTable(string file, FileStream stream, string digest, ParquetFileReader reader)
    {
        _file = file;
        _stream = stream;
        _reader = reader;
        Digest = digest;
        var meta = reader.FileMetaData;
        _columns = [.. Enumerable.Range(0, meta.NumColumns).Select(i => ParquetColumn.Of(i, meta.Schema.Column(i)))];
        _rows = [.. Enumerable.Range(0, meta.NumRowGroups).Select(RowsIn)];
        if (_rows.Sum() != meta.NumRows)
            throw new InvalidDataException($"it says {meta.NumRows} rows, and its row groups {_rows.Sum()}");
    }

    /// <summary>
    /// SHA-256, in hexadecimal, of the footer, which says where in the file every column of every row group lies.
    /// </summary>
    public string Digest { get; }

    public int RowGroups => _rows.Length;

    public long Rows => _rows.Sum();

    /// <exception cref="InvalidDataException">The file is no Parquet file, or damaged.</exception>
    public static ParquetTable Open(string file)
    {
        var stream = File.OpenRead(file);
        ParquetFileReader? reader = null;
        try
        {
            string digest = ParquetFooter.Check(stream);
            using var properties = ReaderProperties.GetDefaultReaderProperties();
            // A piece of a column is in memory, not the column; and where the writer left checksums, they are compared.
            properties.EnableBufferedStream();
            properties.EnablePageChecksumVerification();
            reader = new ParquetFileReader(stream, properties, leaveOpen: true);
            return new ParquetTable(file, stream, digest, reader);
        }
        catch (Exception e)
        {
            reader?.Dispose();
            stream.Dispose();
            throw new InvalidDataException($"'{file}' cannot be read as a Parquet file: {e.Message}", e);
        }
    }

    public long RowsOf(int group) => _rows[group];

    public bool Has(string column) => _columns.Any(candidate => candidate.Name == column);

    /// <summary>
    /// Finds a column of encoded images; one inside a structure is named with dots, as in <c>image.bytes</c>.
    /// </summary>
    /// <exception cref="InvalidDataException">There is none, or it holds something else.</exception>
    public ParquetColumn FindBytes(string column) => Find(column, ParquetKind.Bytes, "bytes");

    /// <summary>Finds a column of text or whole numbers.</summary>
    /// <exception cref="InvalidDataException">There is none, or it holds something else.</exception>
    public ParquetColumn FindText(string column) =>
        Find(column, ParquetKind.Text | ParquetKind.Int32 | ParquetKind.Int64, "text or signed whole numbers");

    /// <summary>The rows of a column in a row group, from its first.</summary>
    public ParquetRows Read(int group, ParquetColumn column) => new(_file, _reader, group, _rows[group], column);

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private ParquetColumn Find(string name, ParquetKind kinds, string expected)
    {
        var column = Array.Find(_columns, column => column.Name == name) ?? throw new InvalidDataException(
            $"'{_file}' has no column '{name}'; it has {string.Join(", ", _columns.Select(column => column.Name))}.");
        if (column.HasLists)
            throw new InvalidDataException($"Column '{name}' of '{_file}' holds lists; expected one value a row.");
        return (column.Kind & kinds) != 0
            ? column
            : throw new InvalidDataException(
                $"Column '{name}' of '{_file}' is of type {column.Type}; expected {expected}.");
    }

    private long RowsIn(int group)
    {
        using var reader = _reader.RowGroup(group);
        long rows = reader.MetaData.NumRows;
        return rows is >= 0 and <= int.MaxValue
            ? rows
            : throw new InvalidDataException($"row group {group} says {rows} rows; expected 0 to {int.MaxValue}");
    }
}
