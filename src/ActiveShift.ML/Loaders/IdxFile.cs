using System.Buffers.Binary;

namespace ActiveShift.ML;

/// <summary>A file of unsigned bytes in the IDX format of MNIST, gzipped or not: its header, checked.</summary>
internal sealed class IdxFile
{
    private const byte UnsignedByteType = 0x08;
    private const long MaxRowLength = 1 << 26;

    private IdxFile(string path, bool isCompressed, int[] dimensions)
    {
        FilePath = path;
        IsCompressed = isCompressed;
        Dimensions = dimensions;
        RowLength = (int)dimensions.Skip(1).Aggregate(1L, (product, side) => product * side);
    }

    public string FilePath { get; }

    public bool IsCompressed { get; }

    /// <summary>Number of rows, then the sides of one row.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    public int Count => Dimensions[0];

    /// <summary>Bytes of one row.</summary>
    public int RowLength { get; }

    public int HeaderLength => sizeof(int) * (1 + Dimensions.Count);

    /// <summary>Bytes of the whole file, uncompressed.</summary>
    public long Length => HeaderLength + ((long)Count * RowLength);

    /// <summary>Reads and checks the header; of a file that is not compressed the length, too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensionNames">What the dimensions mean; there must be as many.</param>
    /// <exception cref="InvalidDataException">It is not such a file; the message names it, what was seen and what was expected.</exception>
    public static IdxFile Open(string path, params string[] dimensionNames)
    {
        using Stream stream = IdxStream.OpenRaw(path, out bool isCompressed);
        byte[] header = new byte[sizeof(int) * (1 + dimensionNames.Length)];
        int read;
        try
        {
            read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}' begins like a gzip file but cannot be decompressed: {error.Message}", error);
        }

        if (read >= sizeof(int))
            CheckMagic(path, header.AsSpan(0, read), stream, dimensionNames);
        if (read < header.Length)
            throw new InvalidDataException($"'{path}' has {read} bytes; an IDX file with {dimensionNames.Length} dimension(s) has a header of {header.Length}.");
        IdxFile file = new(path, isCompressed, ReadDimensions(path, header, dimensionNames));
        if (!isCompressed && stream.Length != file.Length)
            throw new InvalidDataException($"'{path}' has {stream.Length} bytes; its header ({file.Describe(dimensionNames)}) needs {file.Length}.");
        return file;
    }

    private static void CheckMagic(string path, ReadOnlySpan<byte> header, Stream rest, string[] dimensionNames)
    {
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (magic >> 16 != 0)
        {
            throw new InvalidDataException(
                $"'{path}' begins with 0x{magic:X8}; an IDX file begins with two zero bytes."
                + ForeignContent.Hint(header, rest));
        }
        if ((byte)(magic >> 8) != UnsignedByteType)
            throw new InvalidDataException($"'{path}' has values of type code 0x{(byte)(magic >> 8):X2}; expected 0x08 (unsigned bytes).");
        if ((byte)magic != dimensionNames.Length)
        {
            throw new InvalidDataException(
                $"'{path}' has {(byte)magic} dimension(s); expected {dimensionNames.Length} ({string.Join(", ", dimensionNames)}). Are images and labels swapped?");
        }
    }

    private static int[] ReadDimensions(string path, byte[] header, string[] names)
    {
        int[] dimensions = new int[names.Length];
        long rowLength = 1;
        for (int i = 0; i < names.Length; i++)
        {
            uint side = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(sizeof(int) * (1 + i)));
            if (side > int.MaxValue || (i > 0 && side == 0))
                throw new InvalidDataException($"'{path}' has a {names[i]} of {side}; expected {(i > 0 ? 1 : 0)} to {int.MaxValue}.");
            dimensions[i] = (int)side;
            rowLength = i > 0 ? rowLength * side : 1;
            if (rowLength > MaxRowLength)
                throw new InvalidDataException($"'{path}' has rows of {rowLength} bytes or more; at most {MaxRowLength} are accepted.");
        }

        return dimensions;
    }

    private string Describe(string[] names) => string.Join(", ", names.Zip(Dimensions, (name, side) => $"{name} {side}"));
}
