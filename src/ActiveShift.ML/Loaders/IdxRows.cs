using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>The rows of a pair of IDX files: an image's pixels and its label. A file is opened only where its column is wanted.</summary>
internal sealed class IdxRows : IndexedRows
{
    public const string ImageColumn = "Image";
    public const string LabelColumn = "Label";

    private readonly IdxFile _labelFile;
    private readonly IReadOnlyList<string>? _classNames;
    private readonly int _imageLength;
    private readonly IdxStream? _images;
    private readonly IdxStream? _labels;

    private IdxRows(IdxFile images, IdxFile labels, IReadOnlyList<string>? classNames, bool[] active)
    {
        _labelFile = labels;
        _classNames = classNames;
        _imageLength = images.RowLength;
        _images = active[0] ? new(images) : null;
        try
        {
            _labels = active[1] ? new(labels) : null;
        }
        catch
        {
            _images?.Dispose();
            throw;
        }
    }

    public static IDataView CreateView(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames)
    {
        CheckClassNames(classNames);
        IdxFile images = IdxFile.Open(imagesPath, "count", "height", "width");
        IdxFile labels = IdxFile.Open(labelsPath, "count");
        if (images.Count != labels.Count)
            throw new InvalidDataException($"'{labelsPath}' has {labels.Count} label(s); expected {images.Count}, one for each image of '{imagesPath}'.");

        string[]? names = classNames is null ? null : [.. classNames];
        DataViewSchema.Builder schema = new();
        schema.AddColumn(ImageColumn, new VectorDataViewType(NumberDataViewType.Byte, images.Dimensions[1], images.Dimensions[2]));
        schema.AddColumn(LabelColumn, names is null ? NumberDataViewType.Byte : TextDataViewType.Instance);
        return new IndexedDataView(
            schema.ToSchema(), images.Count, canShuffle: !images.IsCompressed && !labels.IsCompressed, active => new IdxRows(images, labels, names, active));
    }

    public override Delegate GetGetter(int column)
    {
        if (column == 0)
            return (ValueGetter<VBuffer<byte>>)ReadImage;
        return _classNames is null
            ? (ValueGetter<byte>)((ref byte value) => value = ReadLabel())
            : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = ReadClassName().AsMemory());
    }

    public override void CheckEnd()
    {
        _images?.CheckEnd();
        _labels?.CheckEnd();
    }

    public override void Dispose()
    {
        _images?.Dispose();
        _labels?.Dispose();
        base.Dispose();
    }

    private void ReadImage(ref VBuffer<byte> value)
    {
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, _imageLength);
        _images!.Read(Row, editor.Values);
        value = editor.Commit();
    }

    private byte ReadLabel()
    {
        byte label = 0;
        _labels!.Read(Row, new Span<byte>(ref label));
        return label;
    }

    private string ReadClassName()
    {
        byte label = ReadLabel();
        return label < _classNames!.Count
            ? _classNames[label]
            : throw new InvalidDataException(
                $"Row {Row}: '{_labelFile.FilePath}' has the label {label}; expected 0 to {_classNames.Count - 1}, as there are {_classNames.Count} class names.");
    }

    private static void CheckClassNames(IReadOnlyList<string>? names)
    {
        if (names is null)
            return;
        if (names.Count == 0)
            throw new ArgumentException("There are no class names; expected one for each label, or null.", nameof(names));
        for (int i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrEmpty(names[i]))
                throw new ArgumentException($"Class name {i} is empty.", nameof(names));
            if (names.Take(i).Contains(names[i], StringComparer.Ordinal))
                throw new ArgumentException($"Class name {i} is '{names[i]}', which an earlier class has already.", nameof(names));
        }
    }
}
