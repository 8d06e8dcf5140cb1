using System.IO.Compression;

namespace ActiveShift.ML;

/// <summary>
/// Checks a model's archive before ML.NET reads it. ML.NET expands entries into temporary files without a limit, and
/// its reader of the schema asks the end of a file for more for ever.
/// </summary>
internal static class ModelArchiveCheck
{
    /// <summary>What any entry may expand to, however short it is in the archive: 64 MiB.</summary>
    public const long FreeLength = 64 << 20;

    /// <summary>
    /// What a longer entry may expand to, in lengths that it has in the archive. Weights compress by 1.1, lists of
    /// words by 10.
    /// </summary>
    public const int MaxRatio = 100;

    /// <summary>No deflated byte stands for more.</summary>
    private const int DeflateRatio = 1032;

    private const string Schema = "Schema";
    private const int MaxSchemaLength = 64 << 20;

    private static ReadOnlySpan<byte> ArchiveSignature => "PK"u8;

    /// <summary>Checks an archive.</summary>
    /// <param name="stream">The archive, from its first byte on; seekable. It is left where it stands.</param>
    /// <exception cref="InvalidDataException">
    /// It is no archive, or one that ML.NET should not read; the message names the entry.
    /// </exception>
    public static void Check(Stream stream)
    {
        long start = stream.Position;
        using (var archive = Open(stream))
        {
            foreach (var entry in archive.Entries)
                CheckLength(entry, stream.Length);
            if (archive.GetEntry(Schema) is { } schema)
            {
                using var content = BoundedEntry.Read(schema, Schema, MaxSchemaLength);
                SchemaEntry.Check(content.GetBuffer().AsMemory(0, (int)content.Length));
            }
        }
        stream.Position = start;
    }

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            // The directory is read when it is first asked for.
            _ = archive.Entries;
            return archive;
        }
        catch (Exception e) when (
            e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException(Describe(stream, e.Message), e);
        }
    }

    private static string Describe(Stream stream, string reason)
    {
        byte[] head = new byte[ForeignContent.HeadLength];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return head.AsSpan().StartsWith(ArchiveSignature)
            ? $"The archive is cut short or damaged: {reason}"
            : $"It is no zip archive, as a model of ML.NET is.{ForeignContent.Hint(head)}";
    }

    private static void CheckLength(ZipArchiveEntry entry, long archiveLength)
    {
        long stored = entry.CompressedLength;
        if (stored < 0 || stored > archiveLength)
        {
            throw new InvalidDataException(
                $"The model's entry '{entry.FullName}' is said to have {stored} bytes of {archiveLength}.");
        }
        if (stored > FreeLength / DeflateRatio)
            BoundedEntry.Check(entry, entry.FullName, Math.Max(FreeLength, stored * MaxRatio));
    }
}
