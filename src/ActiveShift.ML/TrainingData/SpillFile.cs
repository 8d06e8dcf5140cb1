using Microsoft.Win32.SafeHandles;

namespace ActiveShift.ML;

/// <summary>A temporary file for what does not fit into memory. It disappears when it is disposed, and with the process.</summary>
internal sealed class SpillFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _directory;

    public SpillFile(string directory)
    {
        _directory = directory;
        _handle = File.OpenHandle(
            Path.Combine(directory, $"activeshift-{Guid.NewGuid():N}.images"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
            FileOptions.DeleteOnClose | FileOptions.RandomAccess);
    }

    public long Length { get; private set; }

    /// <summary>Appends bytes. By one thread at a time.</summary>
    /// <returns>Where they begin.</returns>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        long at = Length;
        try
        {
            RandomAccess.Write(_handle, bytes, at);
        }
        catch (IOException e)
        {
            throw new IOException(
                $"Training images that don't fit into ImageCacheMegabytes go to a temporary file in '{_directory}', which failed after {at} bytes: {e.Message} " +
                "Name another folder as ImageCacheDirectory, or give more memory.", e);
        }
        Length += bytes.Length;
        return at;
    }

    /// <summary>Reads bytes that were appended. By any number of threads.</summary>
    public void Read(long at, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(_handle, bytes, at);
            if (read == 0)
                throw new EndOfStreamException($"The temporary file of training images in '{_directory}' ends at {at}; {bytes.Length} more bytes are expected.");
            bytes = bytes[read..];
            at += read;
        }
    }

    public void Dispose() => _handle.Dispose();
}
