using System.Text;
using System.Text.Unicode;

namespace ActiveShift;

/// <summary>One field of a protobuf message with its value, which is not yet interpreted.</summary>
internal readonly ref struct ProtobufField
{
    /// <summary>Longer names than this are no names: an error message must not be as long as a hostile file.</summary>
    public const int MaxTextLength = 256;

    private readonly ulong _value;
    private readonly ReadOnlySpan<byte> _bytes;

    public ProtobufField(int number, WireType wireType, ulong value, ReadOnlySpan<byte> bytes)
    {
        Number = number;
        WireType = wireType;
        _value = value;
        _bytes = bytes;
    }

    public int Number { get; }

    public WireType WireType { get; }

    /// <summary>A nested message, or packed values.</summary>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        Expect(WireType.LengthDelimited, name);
        return _bytes;
    }

    public ulong Varint(string name)
    {
        Expect(WireType.Varint, name);
        return _value;
    }

    public float Single(string name)
    {
        Expect(WireType.Fixed32, name);
        return BitConverter.UInt32BitsToSingle((uint)_value);
    }

    public string Text(string name)
    {
        var bytes = Bytes(name);
        if (bytes.Length > MaxTextLength)
            throw new InvalidDataException($"Field '{name}' has {bytes.Length} bytes of text; at most {MaxTextLength} are accepted.");
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new InvalidDataException($"Field '{name}' is not valid UTF-8.");
    }

    private void Expect(WireType expected, string name)
    {
        if (WireType != expected)
            throw new InvalidDataException($"Field '{name}' ({Number}) has wire type {WireType}; expected {expected}.");
    }
}
