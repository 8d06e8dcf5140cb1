namespace ActiveShift.ML;

/// <summary>Coefficients after the first one, but for their lowest bits.</summary>
internal sealed class JpegFirstAc(JpegBand band) : JpegAcBlocks(band)
{
    protected override int ReadCoefficient(ref JpegBits bits, ref ulong nonzero, int k, int zeros, int length)
    {
        k += zeros;
        bits.Read(length);
        if (length > 0 && k < 64)
            nonzero |= 1UL << k;
        return k + 1;
    }

    protected override void ReadRest(ref JpegBits bits, ulong nonzero, int k)
    {
    }
}
