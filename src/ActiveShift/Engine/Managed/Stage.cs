namespace ActiveShift.Engine.Managed;

/// <summary>
/// A stage of the pipeline, which reads activations and writes activations: a block, or the stem, which has no first
/// convolution.
/// </summary>
internal sealed record Stage
{
    /// <summary>The block's first convolution with what follows it; null for the stem.</summary>
    public Dense? First { get; init; }

    /// <summary>
    /// Rows of the matrix that the second convolution reads: what is shifted, then the shortcut's input.
    /// </summary>
    public required Tap[] Taps { get; init; }

    /// <summary>The second convolution and the shortcut's in one, with the next layer's normalisation.</summary>
    public required Dense Second { get; init; }

    /// <summary>Whether the block's input is added to its output.</summary>
    public bool AddsInput { get; init; }

    /// <summary>Whether the next block adds its input, which are the sums before the normalisation.</summary>
    public bool WritesRaw { get; init; }

    /// <summary>Channels that are shifted; 0 for the stem, which shifts the image.</summary>
    public int MiddleWidth { get; init; }

    public required StagePlanes Planes { get; init; }

    /// <summary>How a single thread walks the rows.</summary>
    public Schedule Schedule { get; init; }

    /// <summary>Bytes of memory.</summary>
    public long Bytes => (First?.Bytes ?? 0) + Second.Bytes;

    /// <summary>Distance between the planes of the input, and of the output.</summary>
    public (long Input, long Output) Plane => (
        FloatBuffer.RowLength((long)Planes.InputHeight * Planes.InputWidth),
        FloatBuffer.RowLength((long)Planes.OutputHeight * Planes.OutputWidth));

    /// <summary>Distance between the planes of what the first convolution gives.</summary>
    public long MiddlePlane => FloatBuffer.RowLength((long)Schedule.Ring * Planes.InputWidth);

    /// <summary>Distance between the rows of the packed matrix.</summary>
    public long PackedLd => FloatBuffer.RowLength((long)Schedule.Band * Planes.OutputWidth);
}
