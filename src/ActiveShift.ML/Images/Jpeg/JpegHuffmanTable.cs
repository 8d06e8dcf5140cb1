namespace ActiveShift.ML;

/// <summary>A canonical Huffman code of a JPEG: codes of one length follow each other, and the shorter come first.</summary>
internal sealed class JpegHuffmanTable
{
    private const int MaxLength = 16;

    private readonly byte[] _counts;
    private readonly byte[] _symbols;

    private JpegHuffmanTable(byte[] counts, byte[] symbols)
    {
        _counts = counts;
        _symbols = symbols;
    }

    /// <summary>Reads a table: 16 numbers of codes, one for each length, and their symbols.</summary>
    /// <param name="bytes">Begins with the table; what follows it remains.</param>
    /// <returns>Null if the bytes end within it.</returns>
    public static JpegHuffmanTable? Read(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MaxLength)
            return null;
        byte[] counts = bytes[..MaxLength].ToArray();
        int total = counts.Sum(count => count);
        if (bytes.Length < MaxLength + total)
            return null;
        byte[] symbols = bytes.Slice(MaxLength, total).ToArray();
        bytes = bytes[(MaxLength + total)..];
        return new JpegHuffmanTable(counts, symbols);
    }

    /// <summary>Reads one symbol; bits that are no code fail the reader.</summary>
    public int ReadSymbol(ref JpegBits bits)
    {
        int code = 0, first = 0, index = 0;
        foreach (byte count in _counts)
        {
            code = (code << 1) | bits.Read();
            first <<= 1;
            if (code - first < count)
                return _symbols[index + code - first];
            first += count;
            index += count;
        }
        bits.Fail();
        return 0;
    }
}
