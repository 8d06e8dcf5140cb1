namespace ActiveShift.ML;

/// <summary>Whole blocks, one after the other: what baseline and extended images send.</summary>
internal sealed class JpegSequentialBlocks : JpegBlockReader
{
    public override void Read(ref JpegBits bits, JpegScanPart part, int block)
    {
        bits.Read(JpegScanPart.ReadSymbol(part.Dc, ref bits));
        for (int k = 1; k < 64 && !bits.HasFailed; k++)
        {
            int symbol = JpegScanPart.ReadSymbol(part.Ac, ref bits);
            int zeros = symbol >> 4;
            int length = symbol & 15;
            if (length == 0 && zeros < 15)
                break;
            k += zeros;
            bits.Read(length);
        }
    }
}
