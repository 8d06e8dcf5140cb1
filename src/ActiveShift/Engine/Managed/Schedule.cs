namespace ActiveShift.Engine.Managed;

/// <summary>
/// How a single thread walks the rows of a stage. The first convolution runs some rows at a time, only as far ahead as
/// the shift reads, and only its last rows are kept; then a band of output rows is made of them.
/// </summary>
/// <param name="Lowest">An output row r reads the rows from r · stride + this</param>
/// <param name="Highest">to r · stride + this.</param>
/// <param name="Step">Rows that the first convolution makes at a time.</param>
/// <param name="Ring">Rows of it that are kept.</param>
/// <param name="Band">Output rows that are made at a time.</param>
/// <param name="IsWhole">
/// Whether ring and band are the whole image: small planes, which threads share by channels rather than by rows.
/// </param>
internal readonly record struct Schedule(int Lowest, int Highest, int Step, int Ring, int Band, bool IsWhole)
{
    private const long PackedBytes = 192 << 10;
    private const long WholeBytes = 512 << 10;
    private const int TilePixels = 48;

    /// <param name="stage">A stage without a schedule.</param>
    /// <param name="whole">Whether every activation must be kept in full.</param>
    public static Schedule Of(Stage stage, bool whole)
    {
        var planes = stage.Planes;
        var (lowest, highest) = Reach(stage.Taps);
        long middle = (long)stage.MiddleWidth * planes.InputHeight * planes.InputWidth * sizeof(float);
        long packed = (long)stage.Second.Inputs * planes.OutputHeight * planes.OutputWidth * sizeof(float);
        bool isWhole = stage.First is not null && (whole || (middle <= WholeBytes && packed <= WholeBytes));
        int band = isWhole ? planes.OutputHeight : BandRows(stage);
        if (stage.First is null || isWhole)
            return new(lowest, highest, planes.InputHeight, planes.InputHeight, band, isWhole);
        int step = Math.Min(planes.InputHeight, band);
        long ring = ((band - 1L) * planes.Stride) + highest - lowest + step;
        // In whole steps, so that none wraps around.
        ring = Math.Min((ring + step - 1) / step * step, planes.InputHeight);
        return new(lowest, highest, step, (int)ring, band, isWhole);
    }

    private static (int Lowest, int Highest) Reach(Tap[] taps)
    {
        var shifted = taps.Where(tap => !tap.OfInput && tap.Kind != TapKind.Zero).ToArray();
        return shifted.Length == 0 ? (0, 0) : (shifted.Min(tap => tap.Row), shifted.Max(tap => tap.Row + tap.MoreRows));
    }

    /// <summary>The packed matrix should stay in the second-level cache beside the ring and the weights.</summary>
    private static int BandRows(Stage stage)
    {
        int width = stage.Planes.OutputWidth;
        long most = PackedBytes / ((long)stage.Second.Inputs * sizeof(float) * width);
        int rows = (int)Math.Clamp(most, 1, stage.Planes.OutputHeight);
        // Whole tiles where some number of rows gives them.
        for (int r = rows; r > rows / 2; r--)
        {
            if ((long)r * width % TilePixels == 0)
                return r;
        }
        return rows;
    }
}
