using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.Win32.SafeHandles;

namespace ActiveShift.ML;

/// <summary>
/// The rows of a folder of images: path, label and, where wanted, the encoded bytes, which are empty for a file that
/// cannot be read.
/// </summary>
/// <remarks>
/// That is no exception, because ML.NET's transforms may read the bytes ahead on threads of their own, where one would
/// end the whole cursor and hide its row: an empty image is a bad image of that row alone.
/// </remarks>
internal sealed class ImageFolderRows(IReadOnlyList<ImageFile> images, UnreadableFiles unreadable) : IndexedRows
{
    public const string PathColumn = "ImagePath";
    public const string LabelColumn = "Label";
    public const string ImageColumn = "Image";

    public static IDataView CreateView(IHost host, IReadOnlyList<ImageFile> images, bool includeImageBytes)
    {
        DataViewSchema.Builder schema = new();
        schema.AddColumn(PathColumn, TextDataViewType.Instance);
        schema.AddColumn(LabelColumn, TextDataViewType.Instance);
        if (includeImageBytes)
            schema.AddColumn(ImageColumn, new VectorDataViewType(NumberDataViewType.Byte));
        UnreadableFiles unreadable = new(host);
        return new IndexedDataView(
            schema.ToSchema(), images.Count, canShuffle: true, _ => new ImageFolderRows(images, unreadable));
    }

    public override Delegate GetGetter(int column) => column switch
    {
        0 => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Current.FullPath.AsMemory()),
        1 => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Current.Label.AsMemory()),
        _ => (ValueGetter<VBuffer<byte>>)ReadBytes,
    };

    private ImageFile Current => images[(int)Row];

    private void ReadBytes(ref VBuffer<byte> value)
    {
        string path = Current.FullPath;
        try
        {
            using SafeFileHandle file = RegularFile.Open(path, FileOptions.SequentialScan);
            long length = RandomAccess.GetLength(file);
            if (length > Array.MaxLength)
                throw new IOException($"It has {length} bytes; at most {Array.MaxLength} can be held.");
            VBufferEditor<byte> editor = VBufferEditor.Create(ref value, (int)length);
            for (int filled = 0; filled < length;)
            {
                int read = RandomAccess.Read(file, editor.Values[filled..], filled);
                if (read == 0)
                    throw new EndOfStreamException($"It ended after {filled} of {length} bytes.");
                filled += read;
            }

            value = editor.Commit();
        }
        catch (Exception error) when (UnreadableImage.IsCause(error))
        {
            unreadable.Warn(Row, path, error);
            value = VBufferEditor.Create(ref value, 0).Commit();
        }
    }
}
