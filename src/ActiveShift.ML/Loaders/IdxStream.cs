using System.IO.Compression;

namespace ActiveShift.ML;

/// <summary>Reads rows of an IDX file: in any order, or from first to last (with gaps) where the file is compressed.</summary>
internal sealed class IdxStream(IdxFile file) : IDisposable
{
    private const int BufferLength = 1 << 16;

    private readonly Stream _stream = OpenRaw(file.FilePath, out _);

    /// <summary>The last row that was read: a compressed file cannot go back for whoever asks twice.</summary>
    private readonly byte[] _lastRow = new byte[file.RowLength];
    private long _lastRowIndex = -1;
    private long _position;

    /// <summary>The file's bytes, decompressed; a gzip file is told by its first two bytes.</summary>
    public static Stream OpenRaw(string path, out bool isCompressed)
    {
        FileStream raw = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength);
        try
        {
            isCompressed = raw.ReadByte() == 0x1F && raw.ReadByte() == 0x8B;
            raw.Position = 0;
            return isCompressed ? new BufferedStream(new GZipStream(raw, CompressionMode.Decompress), BufferLength) : raw;
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>Reads row <paramref name="row"/> into <paramref name="values"/>, which is as long as a row.</summary>
    /// <exception cref="InvalidDataException">The file ends before or within the row, or its compressed data is damaged.</exception>
    public void Read(long row, Span<byte> values)
    {
        if (row != _lastRowIndex)
            ReadNext(row);
        _lastRow.CopyTo(values);
    }

    /// <summary>Goes to the end of the last row and makes sure that the file ends there.</summary>
    /// <exception cref="InvalidDataException">It ends earlier or goes on.</exception>
    public void CheckEnd()
    {
        if (file.Count > 0)
            Read(file.Count - 1, _lastRow);
        else
            MoveTo(file.HeaderLength);
        bool goesOn;
        try
        {
            goesOn = _stream.ReadByte() >= 0;
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{file.FilePath}' cannot be decompressed after its last row: {error.Message}", error);
        }

        if (goesOn)
            throw new InvalidDataException($"'{file.FilePath}' goes on after its {file.Count} row(s); expected it to end after {file.Length} bytes.");
    }

    public void Dispose() => _stream.Dispose();

    private void ReadNext(long row)
    {
        try
        {
            MoveTo(file.HeaderLength + (row * file.RowLength));
            _lastRowIndex = -1;
            Fill(_lastRow);
            _lastRowIndex = row;
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"Row {row}: '{file.FilePath}' ends after {_position} bytes; expected {file.Length} for {file.Count} row(s).", error);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"Row {row}: '{file.FilePath}' cannot be decompressed: {error.Message}", error);
        }
    }

    private void MoveTo(long position)
    {
        if (position == _position)
            return;
        if (_stream.CanSeek)
        {
            _stream.Position = position;
            _position = position;
            return;
        }

        Span<byte> skipped = stackalloc byte[1024];
        while (_position < position)
            Fill(skipped[..(int)Math.Min(skipped.Length, position - _position)]);
    }

    private void Fill(Span<byte> values)
    {
        int read = _stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        _position += read;
        if (read < values.Length)
            throw new EndOfStreamException();
    }
}
