using System.Buffers.Binary;
using System.Text;

namespace ActiveShift.Tests.Shared.Caffe;

/// <summary>Writes protobuf's wire format, for tests: it knows nothing of the reader that it is held against.</summary>
internal sealed class ProtobufBytes
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public ProtobufBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public ProtobufBytes Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
        return this;
    }

    public ProtobufBytes Varint(int field, ulong value) => Varint((ulong)field << 3).Varint(value);

    public ProtobufBytes Bytes(int field, byte[] value) => Varint(((ulong)field << 3) | 2).Varint((ulong)value.Length).Raw(value);

    public ProtobufBytes Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufBytes Message(int field, ProtobufBytes value) => Bytes(field, value.ToArray());

    public ProtobufBytes Single(int field, float value)
    {
        byte[] bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Varint(((ulong)field << 3) | 5).Raw(bytes);
    }

    public ProtobufBytes Fixed64(int field) => Varint(((ulong)field << 3) | 1).Raw(new byte[8]);

    public ProtobufBytes PackedSingles(int field, float[] values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return Bytes(field, bytes);
    }

    public ProtobufBytes PackedVarints(int field, IEnumerable<int> values)
    {
        var packed = new ProtobufBytes();
        foreach (int value in values)
            packed.Varint((ulong)value);
        return Message(field, packed);
    }
}
