using System.IO.Compression;

namespace ActiveShift.ML;

/// <summary>
/// Checks the annotations of a column in a binary data view, such as slot names and key values. ML.NET reads them with
/// the schema.
/// </summary>
internal static class SchemaAnnotations
{
    private const int MaxLength = 64 << 20;
    private const byte Deflate = 1;

    private const int BitsOfByte = 8;

    /// <exception cref="InvalidDataException">
    /// One lies outside of the entry, or says that it has more values than there are bits.
    /// </exception>
    public static void Check(SchemaBytes bytes, string column)
    {
        ulong count = bytes.Number($"number of annotations of {column}");
        // Every one takes bytes, so that a wrong count soon meets the end.
        for (ulong i = 0; i < count; i++)
        {
            string owner = $"annotation '{bytes.String($"kind of an annotation of {column}")}' of {column}";
            var type = SchemaType.Read(bytes, owner);
            byte compression = bytes.Byte($"compression of {owner}");
            long begin = bytes.Int64($"offset of {owner}");
            ulong length = bytes.Number($"length of {owner}");
            var block = bytes.Slice(begin, (long)Math.Min(length, int.MaxValue), owner);
            if (type.IsVector)
                CheckVector(compression == Deflate ? Expand(block, owner) : block, type, owner);
        }
    }

    private static ReadOnlyMemory<byte> Expand(ReadOnlyMemory<byte> block, string owner)
    {
        using var content = new MemoryStream();
        using var stream = new DeflateStream(new MemoryStream(block.ToArray()), CompressionMode.Decompress);
        byte[] part = new byte[1 << 16];
        try
        {
            for (int read; (read = stream.Read(part)) > 0;)
            {
                if (content.Length + read > MaxLength)
                    throw SchemaBytes.Damaged($"{owner} expands to more than {MaxLength} bytes");
                content.Write(part, 0, read);
            }
        }
        catch (Exception e) when (e is EndOfStreamException or NotSupportedException)
        {
            throw SchemaBytes.Damaged($"{owner} cannot be expanded: {e.Message}");
        }
        return content.ToArray();
    }

    /// <summary>ML.NET takes memory for as many values as the vector says that it has.</summary>
    private static void CheckVector(ReadOnlyMemory<byte> block, SchemaType type, string owner)
    {
        var bytes = new SchemaBytes(block);
        int vectors = bytes.Int32($"number of values of {owner}");
        int size = bytes.Int32($"size of {owner}");
        if (vectors != 1 || size < 0 || (type.Size > 0 && size != type.Size))
            throw SchemaBytes.Damaged($"{owner} is {vectors} vectors of {size}; expected 1 of {type.Size} (0: any)");
        if (size == 0)
            size = bytes.Int32($"length of {owner}");
        int present = bytes.Int32($"count of {owner}");
        int indices = bytes.Int32($"indices of {owner}");
        long values = present < 0 ? size : present;
        long rest = bytes.Length - bytes.Position;
        if (size < 0 || present < -1 || present > size || indices < 0 || ((long)indices * sizeof(int)) > rest
            || values > rest * BitsOfByte)
        {
            throw SchemaBytes.Damaged(
                $"{owner} is said to have {values} values of {size} and {indices} indices in {rest} bytes");
        }
    }
}
