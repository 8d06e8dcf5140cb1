using System.Buffers.Binary;
using System.Text;

namespace ActiveShift.ML;

/// <summary>
/// Reads the numbers and strings of an ML.NET binary data view (IDV), front to back from any place, and never beyond
/// the end.
/// </summary>
internal sealed class SchemaBytes(ReadOnlyMemory<byte> content)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int MaxNumberBytes = 10;

    /// <summary>The place of the next byte; 0 to <see cref="Length"/>.</summary>
    public long Position { get; private set; }

    public int Length => content.Length;

    /// <summary>Goes to a place that the content names.</summary>
    /// <param name="position">The place.</param>
    /// <param name="what">What should be there, for the error.</param>
    public void Seek(long position, string what)
    {
        if (position < 0 || position > Length)
            throw Damaged($"{what} is said to begin at byte {position} of {Length}");
        Position = position;
    }

    public byte Byte(string what) => Take(sizeof(byte), what)[0];

    public int Int32(string what) => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int), what));

    public long Int64(string what) => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long), what));

    /// <summary>An unsigned number of seven bits a byte.</summary>
    public ulong Number(string what)
    {
        ulong value = 0;
        for (int i = 0; i < MaxNumberBytes; i++)
        {
            byte part = Byte(what);
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
                return value;
        }
        throw Damaged($"{what} has more than 64 bits");
    }

    /// <summary>A number of bytes that follow.</summary>
    public int ByteCount(string what)
    {
        ulong count = Number(what);
        return count <= (ulong)(Length - Position)
            ? (int)count
            : throw Damaged($"{what} has a length of {count} bytes, and {Length - Position} follow");
    }

    public string String(string what)
    {
        var bytes = Take(ByteCount(what), what);
        try
        {
            return _utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged($"{what} is not valid UTF-8");
        }
    }

    public ReadOnlyMemory<byte> Slice(long begin, long length, string what) =>
        begin >= 0 && length >= 0 && begin <= Length - length
            ? content.Slice((int)begin, (int)length)
            : throw Damaged($"{what} is said to lie at bytes {begin} to {begin + length} of {Length}");

    public static InvalidDataException Damaged(string what) => new($"The model's entry 'Schema' is damaged: {what}.");

    private ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > Length - Position)
            throw Damaged($"{what} ends after {Length - Position} of {count} bytes");
        var taken = content.Span.Slice((int)Position, count);
        Position += count;
        return taken;
    }
}
