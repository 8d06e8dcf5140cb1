using System.Buffers.Binary;

namespace ActiveShift.ML;

/// <summary>The frame header of a JPEG (SOF): the image's size and components.</summary>
internal sealed class JpegFrame
{
    private const int HeaderLength = 6;
    private const int ComponentLength = 3;

    private JpegFrame(bool isProgressive, JpegComponent[] components, int unitsAcross, int unitsDown)
    {
        IsProgressive = isProgressive;
        Components = components;
        UnitsAcross = unitsAcross;
        UnitsDown = unitsDown;
    }

    public bool IsProgressive { get; }

    public IReadOnlyList<JpegComponent> Components { get; }

    /// <summary>Units (MCU) of an interleaved scan in a row.</summary>
    public int UnitsAcross { get; }

    /// <summary>Rows of units of an interleaved scan.</summary>
    public int UnitsDown { get; }

    public bool IsComplete => Components.All(component => component.IsComplete);

    /// <summary>Reads the content of a SOF segment.</summary>
    /// <returns>Null if it describes no image.</returns>
    public static JpegFrame? Read(ReadOnlySpan<byte> segment, bool isProgressive)
    {
        if (segment.Length < HeaderLength || segment.Length != HeaderLength + (ComponentLength * segment[5]))
            return null;
        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        var declared = segment[HeaderLength..].ToArray().Chunk(ComponentLength)
            .Select(bytes => (Id: bytes[0], Across: bytes[1] >> 4, Down: bytes[1] & 15)).ToArray();
        if (height == 0 || width == 0 || declared.Length is < 1 or > 4)
            return null;
        if (declared.Any(c => c.Across is < 1 or > 4 || c.Down is < 1 or > 4))
            return null;
        int maxAcross = declared.Max(c => c.Across);
        int maxDown = declared.Max(c => c.Down);
        int unitsAcross = Quotient(width, 8 * maxAcross);
        int unitsDown = Quotient(height, 8 * maxDown);
        var components = declared.Select(c => new JpegComponent(c.Id, c.Across, c.Down)
        {
            BlocksAcross = Quotient(width * c.Across, 8 * maxAcross),
            BlocksDown = Quotient(height * c.Down, 8 * maxDown),
            Stride = unitsAcross * c.Across,
            Rows = unitsDown * c.Down,
        });
        return new JpegFrame(isProgressive, [.. components], unitsAcross, unitsDown);
    }

    private static int Quotient(int value, int divisor) => (value + divisor - 1) / divisor;
}
