namespace ActiveShift.ML;

/// <summary>One colour component of a JPEG: its blocks of 8x8 coefficients, and how much of them the scans so far have sent.</summary>
internal sealed class JpegComponent(int id, int across, int down)
{
    private const int NotSent = int.MaxValue;

    /// <summary>The lowest bit of each coefficient that was sent: 0 where nothing is missing.</summary>
    private readonly int[] _lowestBits = [.. Enumerable.Repeat(NotSent, 64)];

    private ulong[]? _nonzero;

    public int Id => id;

    /// <summary>Blocks side by side in one unit of an interleaved scan (MCU), 1 to 4.</summary>
    public int Across => across;

    /// <summary>Blocks below each other in one unit of an interleaved scan, 1 to 4.</summary>
    public int Down => down;

    /// <summary>Blocks in a row, as a scan of this component alone has them.</summary>
    public required int BlocksAcross { get; init; }

    /// <summary>Rows of blocks, as a scan of this component alone has them.</summary>
    public required int BlocksDown { get; init; }

    /// <summary>Blocks in a row with those that fill the last unit of an interleaved scan.</summary>
    public required int Stride { get; init; }

    /// <summary>Rows of blocks with those that fill the last units of an interleaved scan.</summary>
    public required int Rows { get; init; }

    /// <summary>Whether every bit of every coefficient was sent.</summary>
    public bool IsComplete => Array.TrueForAll(_lowestBits, bit => bit == 0);

    /// <summary>For each block of a progressive image, one bit a coefficient: whether it is other than 0 by now.</summary>
    public ulong[] Nonzero => _nonzero ??= new ulong[Stride * Rows];

    /// <summary>Takes down which bits a scan sends.</summary>
    /// <returns>False if they are not what comes next: all but the lowest bits at first, then the next lower one.</returns>
    public bool Send(JpegBand band)
    {
        int expected = band.High == 0 ? NotSent : band.High;
        if (band.High != 0 && band.Low != band.High - 1)
            return false;
        for (int k = band.First; k <= band.Last; k++)
        {
            if (_lowestBits[k] != expected)
                return false;
            _lowestBits[k] = band.Low;
        }
        return true;
    }
}
