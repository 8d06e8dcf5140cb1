namespace ActiveShift.ML;

/// <summary>One scan of a JPEG: some bits of some coefficients of every block of some components.</summary>
internal sealed class JpegScan
{
    private readonly JpegFrame _frame;
    private readonly JpegScanPart[] _parts;
    private readonly JpegBlockReader _blocks;
    private readonly int _restartInterval;

    private JpegScan(JpegFrame frame, JpegScanPart[] parts, JpegBlockReader blocks, int restartInterval)
    {
        _frame = frame;
        _parts = parts;
        _blocks = blocks;
        _restartInterval = restartInterval;
    }

    /// <summary>Reads the content of a SOS segment, and takes down in the frame what the scan sends.</summary>
    /// <returns>Null if the scan does not fit the frame and the scans before it.</returns>
    public static JpegScan? Read(ReadOnlySpan<byte> segment, JpegFrame frame, JpegTables tables)
    {
        if (segment.Length < 1 || segment[0] is < 1 or > 4 || segment.Length != 1 + (2 * segment[0]) + 3)
            return null;
        ReadOnlySpan<byte> tail = segment[^3..];
        JpegBand band = frame.IsProgressive ? new(tail[0], tail[1], tail[2] >> 4, tail[2] & 15) : JpegBand.Whole;
        if (frame.IsProgressive && !(band.IsProgressive && (band.First == 0 || segment[0] == 1)))
            return null;
        var parts = new JpegScanPart[segment[0]];
        for (int i = 0; i < parts.Length; i++)
        {
            int id = segment[1 + (2 * i)];
            int numbers = segment[2 + (2 * i)];
            if (frame.Components.FirstOrDefault(c => c.Id == id) is not { } component || !component.Send(band))
                return null;
            parts[i] = new JpegScanPart(component, tables.Dc(numbers >> 4), tables.Ac(numbers & 15));
        }
        return new JpegScan(frame, parts, JpegBlockReader.For(frame.IsProgressive, band), tables.RestartInterval);
    }

    /// <summary>Reads over the scan's blocks, until all are read or the reader has failed.</summary>
    public void Skip(ref JpegBits bits)
    {
        // A scan of one component has its blocks alone, whatever its sampling.
        bool isInterleaved = _parts.Length > 1;
        int across = isInterleaved ? _frame.UnitsAcross : _parts[0].Component.BlocksAcross;
        int down = isInterleaved ? _frame.UnitsDown : _parts[0].Component.BlocksDown;
        for (int unit = 0; unit < across * down && !bits.HasFailed; unit++)
        {
            if (_restartInterval > 0 && unit > 0 && unit % _restartInterval == 0)
            {
                bits.ReadRestart(((unit / _restartInterval) - 1) % 8);
                _blocks.Restart();
            }
            (int y, int x) = Math.DivRem(unit, across);
            if (isInterleaved)
                SkipUnit(ref bits, y, x);
            else
                _blocks.Read(ref bits, _parts[0], (y * _parts[0].Component.Stride) + x);
        }
    }

    private void SkipUnit(ref JpegBits bits, int y, int x)
    {
        foreach (var part in _parts)
        {
            var component = part.Component;
            for (int row = y * component.Down; row < (y + 1) * component.Down; row++)
            {
                int first = (row * component.Stride) + (x * component.Across);
                for (int i = 0; i < component.Across; i++)
                    _blocks.Read(ref bits, part, first + i);
            }
        }
    }
}
