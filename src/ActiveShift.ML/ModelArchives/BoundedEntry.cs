using System.IO.Compression;

namespace ActiveShift.ML;

/// <summary>
/// Expands an archive's entry, and no more of it than a bound. What the archive says of an entry's length is not
/// believed: neither is memory taken for it, nor does reading end there.
/// </summary>
internal static class BoundedEntry
{
    private const int BlockLength = 1 << 16;

    /// <summary>Numbers hardly compress; more than this is taken only once it was read.</summary>
    private const int ExpectedRatio = 4;

    /// <summary>Reads an entry into memory.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">What an error calls it.</param>
    /// <param name="maxLength">Bytes that it can have at most.</param>
    /// <returns>Its content, to be read from the first byte on.</returns>
    /// <exception cref="InvalidDataException">It is longer, or cannot be expanded.</exception>
    public static MemoryStream Read(ZipArchiveEntry entry, string name, int maxLength)
    {
        long expected = Math.Min(entry.Length, BlockLength + (ExpectedRatio * entry.CompressedLength));
        var content = new MemoryStream((int)Math.Clamp(expected, 0, maxLength));
        Expand(entry, name, maxLength, content.Write);
        content.Position = 0;
        return content;
    }

    /// <summary>Expands an entry to see that it can be, and keeps nothing.</summary>
    /// <inheritdoc cref="Read"/>
    public static void Check(ZipArchiveEntry entry, string name, long maxLength) =>
        Expand(entry, name, maxLength, static _ => { });

    private static void Expand(ZipArchiveEntry entry, string name, long maxLength, Action<ReadOnlySpan<byte>> take)
    {
        using var stream = Try(name, entry.Open);
        byte[] block = new byte[BlockLength];
        long length = 0;
        for (int read; (read = Try(name, () => stream.Read(block))) > 0; length += read)
        {
            if (length + read > maxLength)
            {
                throw new InvalidDataException(
                    $"The model's entry '{name}' expands to more than the {maxLength} bytes that it can have.");
            }
            take(block.AsSpan(0, read));
        }
    }

    private static T Try<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new InvalidDataException($"The model's entry '{name}' cannot be expanded: {e.Message}", e);
        }
    }
}
