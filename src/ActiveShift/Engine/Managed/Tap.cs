namespace ActiveShift.Engine.Managed;

/// <summary>One row of the matrix that a convolution reads: a channel, shifted.</summary>
internal sealed record Tap
{
    public required TapKind Kind { get; init; }

    /// <summary>
    /// Whether the channel is one of the block's input, which its shortcut reads; else of what the block shifts.
    /// </summary>
    public bool OfInput { get; init; }

    public required int Channel { get; init; }

    /// <summary>Whole columns to the right.</summary>
    public int Column { get; init; }

    /// <summary>Whole rows down.</summary>
    public int Row { get; init; }

    /// <summary>Weight of the left one of two columns.</summary>
    public float Left { get; init; } = 1;

    public float Right { get; init; }

    /// <summary>Weight of the upper one of two rows.</summary>
    public float Top { get; init; } = 1;

    public float Bottom { get; init; }

    /// <summary>Of a depthwise convolution: nine weights, and what the sums start from; else empty.</summary>
    public float[] Window { get; init; } = [];

    /// <summary>Whether a ReLU follows a depthwise convolution.</summary>
    public bool Rectifies { get; init; }

    /// <summary>The last row that it reads, beyond <see cref="Row"/>.</summary>
    public int MoreRows => Kind == TapKind.Depthwise ? 2 : 1;

    /// <summary>A shift by whole pixels.</summary>
    public static Tap Whole(int channel, int row, int column, bool ofInput = false) =>
        new() { Kind = TapKind.Copy, OfInput = ofInput, Channel = channel, Row = row, Column = column };

    /// <summary>An active shift.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="alpha">Columns to the right; finite.</param>
    /// <param name="beta">Rows down; finite.</param>
    /// <param name="planes">The sizes of what it reads and writes.</param>
    public static Tap Shift(int channel, float alpha, float beta, StagePlanes planes)
    {
        var (column, left, right) = Fraction(alpha);
        var (row, top, bottom) = Fraction(beta);
        double lastColumn = column + ((planes.OutputWidth - 1.0) * planes.Stride) + 1;
        double lastRow = row + ((planes.OutputHeight - 1.0) * planes.Stride) + 1;
        // Out of the image altogether, however far the shift goes: whole pixels need not fit an integer.
        if (column >= planes.InputWidth || row >= planes.InputHeight || lastColumn < 0 || lastRow < 0)
            return new() { Kind = TapKind.Zero, Channel = channel };
        return new()
        {
            Kind = right != 0 || bottom != 0 ? TapKind.Bilinear : TapKind.Copy,
            Channel = channel,
            Column = (int)column,
            Row = (int)row,
            Left = left,
            Right = right,
            Top = top,
            Bottom = bottom,
        };
    }

    /// <summary>A shift's whole pixels, and the weights of the two that it lies between.</summary>
    private static (double Whole, float First, float Second) Fraction(float shift)
    {
        double whole = Math.Floor(shift), rest = shift - whole;
        return (float)rest == 1 ? (whole + 1, 1, 0) : (whole, (float)(1 - rest), (float)rest);
    }
}
