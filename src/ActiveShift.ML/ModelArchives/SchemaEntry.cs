namespace ActiveShift.ML;

/// <summary>
/// Checks the entry in which ML.NET keeps the schema of the data that a model was trained on: a binary data view (IDV,
/// format 1.1.1.6) of no rows.
/// </summary>
internal static class SchemaEntry
{
    private const int HeaderLength = 256;
    private const ulong Signature = 0x00425644004C4D43;
    private const ulong TailSignature = 0x434D4C0044564200;

    /// <summary>Two strings, two numbers, a byte and two offsets.</summary>
    private const int LeastColumnLength = 21;

    /// <exception cref="InvalidDataException">ML.NET would read beyond its end, or it is no such entry.</exception>
    public static void Check(ReadOnlyMemory<byte> entry)
    {
        var bytes = new SchemaBytes(entry);
        if (bytes.Length < HeaderLength + sizeof(ulong))
        {
            throw SchemaBytes.Damaged(
                $"it has {bytes.Length} bytes, and its header and tail are {HeaderLength + sizeof(ulong)}");
        }
        if ((ulong)bytes.Int64("signature") != Signature)
            throw SchemaBytes.Damaged("it does not begin with the signature of a binary data view");
        bytes.Seek(24, "header");
        long contents = bytes.Int64("offset of the columns");
        long tail = bytes.Int64("offset of the tail");
        long rows = bytes.Int64("number of rows");
        int columns = bytes.Int32("number of columns");

        bytes.Seek(tail, "tail");
        if (tail < HeaderLength || (ulong)bytes.Int64("tail") != TailSignature)
            throw SchemaBytes.Damaged($"the signature of its end is not at byte {tail}");
        if (rows != 0)
            throw SchemaBytes.Damaged($"it has {rows} rows; a schema has none");
        if (columns < 0
            || (columns > 0 && (contents < HeaderLength || contents > tail - ((long)columns * LeastColumnLength))))
        {
            throw SchemaBytes.Damaged(
                $"{columns} columns cannot lie between byte {contents} and the tail at byte {tail}");
        }

        if (columns > 0)
            bytes.Seek(contents, "columns");
        for (int c = 0; c < columns; c++)
            CheckColumn(bytes, tail);
    }

    private static void CheckColumn(SchemaBytes bytes, long tail)
    {
        string column = $"column '{bytes.String("name of a column")}'";
        SchemaType.Read(bytes, column);
        bytes.Byte($"compression of {column}");
        if (bytes.Number($"block length of {column}") > int.MaxValue)
            throw SchemaBytes.Damaged($"the block length of {column} has more than 31 bits");
        bytes.Int64($"lookup offset of {column}");
        long annotations = bytes.Int64($"annotation offset of {column}");
        if (annotations == 0)
            return;
        if (annotations < HeaderLength || annotations > tail)
            throw SchemaBytes.Damaged($"the annotations of {column} are said to begin at byte {annotations}");
        long next = bytes.Position;
        bytes.Seek(annotations, $"annotations of {column}");
        SchemaAnnotations.Check(bytes, column);
        bytes.Seek(next, "columns");
    }
}
