namespace ActiveShift.ML;

/// <summary>
/// Reads the bits of a JPEG scan, most significant first. A 0xFF of the data is followed by 0x00; before anything else it begins a marker, which
/// is not read over. Where the bits end too early, or are no JPEG's, <see cref="HasFailed"/> is set and all that follow are 0.
/// </summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data, int position)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _byte;
    private int _left;

    /// <summary>Index of the first byte of which no bit was read.</summary>
    public int Position { get; private set; } = position;

    public bool HasFailed { get; private set; }

    public void Fail() => HasFailed = true;

    /// <summary>Reads one bit.</summary>
    public int Read()
    {
        if (_left == 0 && !NextByte())
            return 0;
        _left--;
        return (_byte >> _left) & 1;
    }

    /// <summary>Reads an unsigned number of so many bits.</summary>
    public int Read(int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++)
            value = (value << 1) | Read();
        return value;
    }

    /// <summary>Leaves out the rest of a byte and reads the restart marker that must follow.</summary>
    /// <param name="number">The marker's number, 0 to 7.</param>
    public void ReadRestart(int number)
    {
        _left = 0;
        while (Position + 1 < _data.Length && _data[Position] == 0xFF && _data[Position + 1] == 0xFF)
            Position++;
        if (Position + 1 < _data.Length && _data[Position] == 0xFF && _data[Position + 1] == 0xD0 + number)
            Position += 2;
        else
            Fail();
    }

    private bool NextByte()
    {
        ReadOnlySpan<byte> rest = _data[Position..];
        // A lone 0xFF at the very end may be data or the half of a marker: it counts as no data.
        if (HasFailed || rest.IsEmpty || (rest[0] == 0xFF && (rest.Length == 1 || rest[1] != 0)))
        {
            Fail();
            return false;
        }
        _byte = rest[0];
        _left = 8;
        Position += _byte == 0xFF ? 2 : 1;
        return true;
    }
}
