using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace BatchScoring.Input;

/// <summary>One Parquet file, read a column of a row group at a time.</summary>
internal sealed class ParquetTable : IDisposable
{
    private readonly string _file;
    private readonly ParquetReader _reader;
    private readonly DataField[] _fields;

    private ParquetTable(string file, ParquetReader reader)
    {
        _file = file;
        _reader = reader;
        _fields = reader.Schema.GetDataFields();
    }

    public int RowGroups => _reader.RowGroupCount;

    /// <exception cref="InvalidDataException">The file is no Parquet file.</exception>
    public static ParquetTable Open(string file)
    {
        try
        {
            return new ParquetTable(file, ParquetReader.CreateAsync(file).GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is not (FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or OutOfMemoryException))
        {
            throw new InvalidDataException($"'{file}' cannot be read as a Parquet file: {e.Message}", e);
        }
    }

    public long RowsOf(int group) => _reader.RowGroups[group].RowCount;

    public bool Has(string column) => _fields.Any(field => NameOf(field) == column);

    /// <summary>Finds a column; one inside a structure is named with dots, as in <c>image.bytes</c>.</summary>
    /// <exception cref="InvalidDataException">There is none, or it holds lists.</exception>
    public DataField Find(string column)
    {
        var field = _fields.FirstOrDefault(field => NameOf(field) == column) ?? throw new InvalidDataException(
            $"'{_file}' has no column '{column}'; it has {string.Join(", ", _fields.Select(NameOf))}.");
        return field.MaxRepetitionLevel == 0 ? field : throw new InvalidDataException($"Column '{column}' of '{_file}' holds lists; expected one value a row.");
    }

    /// <summary>The texts of a column of text or whole numbers.</summary>
    public string?[] Texts(int group, DataField field)
    {
        if (field.ClrType == typeof(int))
            return Texts<int>(group, field);
        if (field.ClrType == typeof(long))
            return Texts<long>(group, field);
        return field.ClrType == typeof(ReadOnlyMemory<char>)
            ? Array.ConvertAll(Values<ReadOnlyMemory<char>>(group, field), text => text?.ToString())
            : throw new InvalidDataException($"Column '{NameOf(field)}' of '{_file}' is of type {field.ClrType}; expected text or whole numbers.");
    }

    /// <summary>The values of a column of bytes.</summary>
    public ReadOnlyMemory<byte>?[] Bytes(int group, DataField field) => field.ClrType == typeof(ReadOnlyMemory<byte>)
        ? Values<ReadOnlyMemory<byte>>(group, field)
        : throw new InvalidDataException($"Column '{NameOf(field)}' of '{_file}' is of type {field.ClrType}; expected bytes.");

    public void Dispose() => _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static string NameOf(DataField field) => string.Join('.', field.Path.ToList());

    private string?[] Texts<T>(int group, DataField field)
        where T : struct, IFormattable => Array.ConvertAll(Values<T>(group, field), value => value?.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>
    /// The values of a column, null where there is none. Not by the reader's own nullable values: in Parquet.Net 6.1 those take a null inside a
    /// structure for a value, and every later row gets that of the row before it.
    /// </summary>
    private T?[] Values<T>(int group, DataField field)
        where T : struct
    {
        var rows = _reader.OpenRowGroupReader(group);
        var present = new T[rows.RowCount];
        int[] levels = new int[rows.RowCount];
        rows.ReadRawAsync(field, present.AsMemory(), field.MaxDefinitionLevel > 0 ? levels.AsMemory() : default(Memory<int>?), repetitionLevels: null).AsTask().GetAwaiter().GetResult();
        var values = new T?[present.Length];
        int next = 0;
        for (int i = 0; i < values.Length; i++)
            values[i] = levels[i] == field.MaxDefinitionLevel ? present[next++] : null;
        return values;
    }
}
