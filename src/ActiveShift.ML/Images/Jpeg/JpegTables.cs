using System.Buffers.Binary;

namespace ActiveShift.ML;

/// <summary>What a JPEG's segments set for the scans that follow them: Huffman tables and the restart interval.</summary>
internal sealed class JpegTables
{
    private readonly JpegHuffmanTable?[] _dc = new JpegHuffmanTable?[4];
    private readonly JpegHuffmanTable?[] _ac = new JpegHuffmanTable?[4];

    /// <summary>Units between two restart markers; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <param name="number">0 to 15, as a scan's header says it.</param>
    public JpegHuffmanTable? Dc(int number) => number < 4 ? _dc[number] : null;

    /// <inheritdoc cref="Dc"/>
    public JpegHuffmanTable? Ac(int number) => number < 4 ? _ac[number] : null;

    /// <summary>Reads the content of a DHT segment.</summary>
    /// <returns>False if it is damaged.</returns>
    public bool DefineHuffman(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            int target = segment[0];
            segment = segment[1..];
            if ((target & 0xEC) != 0 || JpegHuffmanTable.Read(ref segment) is not { } table)
                return false;
            (target < 16 ? _dc : _ac)[target & 3] = table;
        }
        return true;
    }

    /// <summary>Reads the content of a DRI segment.</summary>
    /// <returns>False if it is damaged.</returns>
    public bool DefineRestartInterval(ReadOnlySpan<byte> segment)
    {
        if (segment.Length != 2)
            return false;
        RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
        return true;
    }
}
