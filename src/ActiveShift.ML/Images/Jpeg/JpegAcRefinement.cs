namespace ActiveShift.ML;

/// <summary>The next lower bit of coefficients after the first one: one for each that is other than 0, and those that become so.</summary>
internal sealed class JpegAcRefinement(JpegBand band) : JpegAcBlocks(band)
{
    protected override int ReadCoefficient(ref JpegBits bits, ref ulong nonzero, int k, int zeros, int length)
    {
        if (length > 1)
            bits.Fail();
        bits.Read(length);
        for (; k <= Band.Last; k++)
        {
            if ((nonzero >> k & 1) != 0)
                bits.Read();
            else if (zeros-- == 0)
                break;
        }
        if (length > 0 && k < 64)
            nonzero |= 1UL << k;
        return k + 1;
    }

    protected override void ReadRest(ref JpegBits bits, ulong nonzero, int k)
    {
        for (; k <= Band.Last; k++)
        {
            if ((nonzero >> k & 1) != 0)
                bits.Read();
        }
    }
}
