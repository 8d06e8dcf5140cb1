namespace ActiveShift.Engine.Managed;

/// <summary>
/// Goes down the rows of a plane, counting its place in the ring along: a division a row would cost as much as its
/// pixels.
/// </summary>
internal unsafe struct RowWalk
{
    private readonly float* _plane;
    private readonly int _height, _width, _ring;
    private long _row;
    private int _place;

    public RowWalk(float* plane, long row, int height, int width, int ring)
    {
        _plane = plane;
        (_row, _height, _width, _ring) = (row, height, width, ring);
        _place = (int)(row % ring);
        if (_place < 0)
            _place += ring;
    }

    /// <summary>The row's first pixel; null outside the image.</summary>
    public readonly float* Current => (ulong)_row >= (ulong)_height ? null : _plane + ((long)_place * _width);

    public void Down(int rows)
    {
        _row += rows;
        _place += rows;
        while (_place >= _ring)
            _place -= _ring;
    }
}
