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
            return new ParquetTable(file, Wait(ParquetReader.CreateAsync(file)));
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
        var rows = _reader.OpenRowGroupReader(group);
        if (field.ClrType == typeof(int))
            return [.. Numbers<int>(rows, field)];
        if (field.ClrType == typeof(long))
            return [.. Numbers<long>(rows, field)];
        if (!IsText(field))
            throw new InvalidDataException($"Column '{NameOf(field)}' of '{_file}' is of type {field.ClrType.Name}; expected text or whole numbers.");
        string?[] texts = new string?[rows.RowCount];
        Wait(rows.ReadAsync(field, texts.AsMemory()!));
        return texts;
    }

    /// <summary>The values of a column of bytes.</summary>
    public byte[]?[] Bytes(int group, DataField field)
    {
        if (field.ClrType != typeof(byte[]) && field.ClrType != typeof(ReadOnlyMemory<byte>))
            throw new InvalidDataException($"Column '{NameOf(field)}' of '{_file}' is of type {field.ClrType.Name}; expected bytes.");
        var rows = _reader.OpenRowGroupReader(group);
        byte[]?[] values = new byte[]?[rows.RowCount];
        Wait(rows.ReadAsync(field, values.AsMemory()!));
        return values;
    }

    public void Dispose() => _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static bool IsText(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);

    private static string NameOf(DataField field) => string.Join('.', field.Path.ToList());

    private static IEnumerable<string?> Numbers<T>(ParquetRowGroupReader rows, DataField field)
        where T : struct, IFormattable
    {
        var values = new T?[rows.RowCount];
        if (field.IsNullable)
        {
            Wait(rows.ReadAsync(field, values.AsMemory()));
        }
        else
        {
            var present = new T[rows.RowCount];
            Wait(rows.ReadAsync(field, present.AsMemory()));
            values = Array.ConvertAll(present, value => (T?)value);
        }
        return values.Select(value => value?.ToString(null, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
