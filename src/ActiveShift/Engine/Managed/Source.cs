namespace ActiveShift.Engine.Managed;

/// <summary>
/// Planes of pixels to be shifted, of which only the last rows are kept: row r lies at (r mod ring) · width. Vectors
/// may be read beyond every end.
/// </summary>
internal readonly unsafe struct Source(float* planes, long plane, int height, int width, int ring)
{
    public int Height => height;

    public int Width => width;

    /// <summary>A row of a channel, which may lie outside the image.</summary>
    public RowWalk Walk(int channel, long row) => new(planes + (plane * channel), row, height, width, ring);
}
