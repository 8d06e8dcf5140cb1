namespace ActiveShift.ML;

/// <summary>The first coefficient of each block of a progressive image, but for its lowest bits.</summary>
internal sealed class JpegFirstDc : JpegBlockReader
{
    public override void Read(ref JpegBits bits, JpegScanPart part, int block) =>
        bits.Read(JpegScanPart.ReadSymbol(part.Dc, ref bits));
}

/// <summary>The next lower bit of the first coefficient.</summary>
internal sealed class JpegDcRefinement : JpegBlockReader
{
    public override void Read(ref JpegBits bits, JpegScanPart part, int block) => bits.Read();
}
