using ActiveShift;
using Microsoft.Win32.SafeHandles;

namespace BatchScoring.Input;

/// <summary>An image file that is open, so that its length is known before it is read.</summary>
internal sealed class ImageFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private ImageFile(SafeFileHandle handle)
    {
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public long Length { get; }

    /// <exception cref="IOException">It is no file.</exception>
    public static ImageFile Open(string path) => FileKind.OtherThanFile(path) is { } kind
        ? throw new NoFileException(kind)
        : new ImageFile(File.OpenHandle(path, options: FileOptions.SequentialScan));

    /// <summary>Reads all of it.</summary>
    /// <exception cref="EndOfStreamException">It has become shorter.</exception>
    public byte[] Read()
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Length);
        for (int filled = 0; filled < bytes.Length;)
        {
            int read = RandomAccess.Read(_handle, bytes.AsSpan(filled), filled);
            filled += read > 0 ? read : throw new EndOfStreamException();
        }
        return bytes;
    }

    public void Dispose() => _handle.Dispose();
}
