using ActiveShift.Tests.Shared.Caffe;

namespace ActiveShift.Fuzz.Mutation;

/// <summary>Alters a protobuf message as the tree that it is, so that the lengths around a change stay true.</summary>
internal static class ProtobufMutation
{
    private const int DeepestMessage = 6;
    private const int Delimited = 2;
    private static readonly ByteMutation _bytes = new();

    public static byte[] Alter(byte[] message, byte[] other, Random random) =>
        Alter(message, other, random, DeepestMessage);

    private static byte[] Alter(byte[] message, byte[] other, Random random, int depth)
    {
        var fields = Split(message);
        if (fields.Count == 0 || random.Next(8) == 0)
            return _bytes.Alter(message, other, random);
        int at = random.Next(fields.Count);
        var (number, wire, value) = fields[at];
        switch (random.Next(8))
        {
            case 0:
                fields.RemoveAt(at);
                break;
            case 1:
                fields.Insert(random.Next(fields.Count), fields[at]);
                break;
            case 2:
                fields[at] = ((ulong)random.Next(1, 110), wire, value);
                break;
            default:
                fields[at] = (number, wire, AlterValue(wire, value, other, random, depth));
                break;
        }
        var written = new ProtobufBytes();
        foreach (var field in fields)
            Write(written, field);
        return written.ToArray();
    }

    private static byte[] AlterValue(int wire, byte[] value, byte[] other, Random random, int depth)
    {
        if (wire == 0)
            return new ProtobufBytes().Varint((ulong)InterestingNumbers.Pick(random)).ToArray();
        return wire == Delimited && depth > 0 && random.Next(4) > 0
            ? Alter(value, other, random, depth - 1)
            : _bytes.Alter(value, other, random);
    }

    private static List<(ulong Number, int Wire, byte[] Value)> Split(ReadOnlySpan<byte> message)
    {
        var fields = new List<(ulong, int, byte[])>();
        while (TryVarint(ref message, out ulong tag))
        {
            int wire = (int)(tag & 7);
            var start = message;
            ulong length = wire switch { 1 => sizeof(ulong), 5 => sizeof(uint), _ => 0 };
            if (wire is 0 or Delimited && !TryVarint(ref message, out length))
                break;
            if (wire == 0)
            {
                fields.Add((tag >> 3, wire, start[..(start.Length - message.Length)].ToArray()));
                continue;
            }
            if (wire is not (1 or Delimited or 5) || length > (ulong)message.Length)
                break;
            fields.Add((tag >> 3, wire, message[..(int)length].ToArray()));
            message = message[(int)length..];
        }
        return fields;
    }

    private static void Write(ProtobufBytes message, (ulong Number, int Wire, byte[] Value) field)
    {
        message.Varint((field.Number << 3) | (uint)field.Wire);
        if (field.Wire == Delimited)
            message.Varint((ulong)field.Value.Length);
        message.Raw(field.Value);
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int i = 0; i < 10 && i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }
        return false;
    }
}
