namespace ActiveShift.ML;

/// <summary>A component in a scan, with the tables that the scan uses for it; null where there is none.</summary>
internal sealed record JpegScanPart(JpegComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac)
{
    /// <summary>Reads a symbol; a missing table fails the reader.</summary>
    public static int ReadSymbol(JpegHuffmanTable? table, ref JpegBits bits)
    {
        if (table is not null)
            return table.ReadSymbol(ref bits);
        bits.Fail();
        return 0;
    }
}
