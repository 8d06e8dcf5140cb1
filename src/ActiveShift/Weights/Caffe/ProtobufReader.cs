using System.Buffers.Binary;

namespace ActiveShift;

/// <summary>
/// Reads the fields of one protobuf message, front to back. It allocates nothing: every length is checked against what is left, and
/// nested messages are handed out as parts of the message, to be read by a reader of their own.
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int MaxVarintBytes = 10;
    private const int MaxFieldNumber = (1 << 29) - 1;

    private readonly int _length = message.Length;
    private ReadOnlySpan<byte> _rest = message;

    public readonly bool AtEnd => _rest.IsEmpty;

    private readonly int Position => _length - _rest.Length;

    /// <summary>Reads the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="InvalidDataException">The bytes are no field.</exception>
    public bool TryRead(out ProtobufField field)
    {
        field = default;
        if (AtEnd)
            return false;
        int start = Position;
        ulong tag = ReadVarint();
        ulong number = tag >> 3;
        if (number is 0 or > MaxFieldNumber)
            throw new InvalidDataException($"Byte {start}: the field number is {number}; expected 1 to {MaxFieldNumber}.");
        var wireType = (WireType)(tag & 7);
        field = wireType switch
        {
            WireType.Varint => new((int)number, wireType, ReadVarint(), []),
            WireType.Fixed64 => new((int)number, wireType, BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong))), []),
            WireType.LengthDelimited => new((int)number, wireType, 0, Take(ReadVarint())),
            WireType.Fixed32 => new((int)number, wireType, BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))), []),
            _ => throw new InvalidDataException($"Byte {start}: field {number} has wire type {tag & 7}; expected 0, 1, 2 or 5."),
        };
        return true;
    }

    /// <summary>Reads a bare varint, as they stand in packed fields.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or too long for 64 bits.</exception>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarintBytes; i++)
        {
            if (i >= _rest.Length)
                throw new InvalidDataException($"Byte {Position}: a varint is cut off after {i} bytes by the end of the message.");
            byte part = _rest[i];
            // The tenth byte has room for the 64th bit alone.
            if (i == MaxVarintBytes - 1 && part > 1)
                break;
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }
        throw new InvalidDataException($"Byte {Position}: a varint has more than 64 bits.");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw new InvalidDataException($"Byte {Position}: a field has a length of {length} bytes; {_rest.Length} bytes follow.");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
