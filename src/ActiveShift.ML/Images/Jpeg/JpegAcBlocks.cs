namespace ActiveShift.ML;

/// <summary>Coefficients of a progressive image after the first one. Symbols below 15 &lt;&lt; 4 end the band, in several blocks at a time.</summary>
internal abstract class JpegAcBlocks(JpegBand band) : JpegBlockReader
{
    /// <summary>So many blocks have no further symbol.</summary>
    private int _ended;

    protected JpegBand Band => band;

    public override void Restart() => _ended = 0;

    public override void Read(ref JpegBits bits, JpegScanPart part, int block)
    {
        ref ulong nonzero = ref part.Component.Nonzero[block];
        int k = band.First;
        while (_ended == 0 && k <= band.Last && !bits.HasFailed)
        {
            int symbol = JpegScanPart.ReadSymbol(part.Ac, ref bits);
            int zeros = symbol >> 4;
            int length = symbol & 15;
            if (length == 0 && zeros < 15)
                _ended = (1 << zeros) + bits.Read(zeros);
            else
                k = ReadCoefficient(ref bits, ref nonzero, k, zeros, length);
        }
        if (_ended == 0)
            return;
        ReadRest(ref bits, nonzero, k);
        _ended--;
    }

    /// <summary>Reads zeros and the coefficient after them.</summary>
    /// <param name="bits">The scan.</param>
    /// <param name="nonzero">One bit a coefficient of the block: whether it is other than 0.</param>
    /// <param name="k">The next coefficient.</param>
    /// <param name="zeros">So many coefficients that were 0 stay so.</param>
    /// <param name="length">The coefficient's length in bits; 0 if one more stays 0.</param>
    /// <returns>The coefficient that comes next.</returns>
    protected abstract int ReadCoefficient(ref JpegBits bits, ref ulong nonzero, int k, int zeros, int length);

    /// <summary>Reads what is sent of the coefficients from k on, of which none becomes other than 0.</summary>
    protected abstract void ReadRest(ref JpegBits bits, ulong nonzero, int k);
}
