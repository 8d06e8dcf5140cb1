namespace ActiveShift.ML;

/// <summary>What of its blocks a scan sends.</summary>
/// <param name="First">The first coefficient, 0 to 63, in zigzag order.</param>
/// <param name="Last">The last coefficient.</param>
/// <param name="High">0 where the coefficients come for the first time; else the lowest bit that is there already.</param>
/// <param name="Low">The lowest bit that the scan sends, 0 to 13.</param>
internal readonly record struct JpegBand(int First, int Last, int High, int Low)
{
    /// <summary>Whole blocks, as every scan of an image that is not progressive sends them.</summary>
    public static JpegBand Whole { get; } = new(0, 63, 0, 0);

    /// <summary>Whether a scan of a progressive image may send it: the first coefficient alone, or others.</summary>
    public bool IsProgressive => First <= Last && Last <= 63 && (First > 0 || Last == 0) && High <= 13 && Low <= 13;
}
