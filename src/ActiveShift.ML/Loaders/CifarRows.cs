using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>The rows of CIFAR's files, one after the other: an image's pixels and its label. A file is opened when its first row is read.</summary>
internal sealed class CifarRows(CifarFiles files) : IndexedRows
{
    private readonly FileStream?[] _streams = new FileStream?[files.Paths.Count];
    private readonly byte[] _record = new byte[files.Format.RecordLength];
    private long _recordRow = -1;

    public static IDataView CreateView(string path, int classes, CifarPart part)
    {
        CifarFiles files = CifarFiles.Find(path, CifarFormat.Of(classes), part);
        DataViewSchema.Builder schema = new();
        schema.AddColumn(
            IdxRows.ImageColumn, new VectorDataViewType(NumberDataViewType.Byte, CifarFormat.Channels, CifarFormat.Side, CifarFormat.Side));
        schema.AddColumn(IdxRows.LabelColumn, files.ClassNames is null ? NumberDataViewType.Byte : TextDataViewType.Instance);
        return new IndexedDataView(schema.ToSchema(), files.Count, canShuffle: true, _ => new CifarRows(files));
    }

    public override Delegate GetGetter(int column)
    {
        if (column == 0)
            return (ValueGetter<VBuffer<byte>>)ReadImage;
        return files.ClassNames is null
            ? (ValueGetter<byte>)((ref byte value) => value = ReadLabel())
            : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = files.ClassNames[ReadLabel()].AsMemory());
    }

    public override void Dispose()
    {
        foreach (FileStream? stream in _streams)
            stream?.Dispose();
        base.Dispose();
    }

    private void ReadImage(ref VBuffer<byte> value)
    {
        ReadRecord();
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, CifarFormat.ImageLength);
        _record.AsSpan(files.Format.LabelLength).CopyTo(editor.Values);
        value = editor.Commit();
    }

    private byte ReadLabel()
    {
        string path = ReadRecord();
        byte label = _record[files.Format.LabelLength - 1];
        return label < files.Format.Classes
            ? label
            : throw new InvalidDataException($"Row {Row}: '{path}' has the label {label}; expected 0 to {files.Format.Classes - 1}.");
    }

    /// <summary>Reads the current row, once for all its columns; the file that it is in.</summary>
    private string ReadRecord()
    {
        long row = Row, inFile = row;
        int file = 0;
        while (inFile >= files.Counts[file])
            inFile -= files.Counts[file++];
        if (row == _recordRow)
            return files.Paths[file];

        _recordRow = -1;
        FileStream stream = _streams[file] ??= new FileStream(files.Paths[file], FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        long start = inFile * _record.Length;
        if (stream.Position != start)
            stream.Position = start;
        int read = stream.ReadAtLeast(_record, _record.Length, throwOnEndOfStream: false);
        if (read < _record.Length)
            throw new InvalidDataException($"Row {row}: '{files.Paths[file]}' ends after {start + read} bytes; it had {files.Counts[file] * _record.Length} before.");
        _recordRow = row;
        return files.Paths[file];
    }
}
