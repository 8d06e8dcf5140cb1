using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ActiveShift;

/// <summary>A tensor of a Caffe model (<c>BlobProto</c>): its values fit its shape.</summary>
internal sealed record CaffeBlob(IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>As many as Caffe allows.</summary>
    public const int MaxRank = 32;

    private const int LegacyRank = 4;
    private const int DataField = 5;
    private const int ShapeField = 7;
    private const int DimField = 1;

    /// <exception cref="InvalidDataException">The message is damaged, or its values do not fit its shape.</exception>
    public static CaffeBlob Read(ReadOnlySpan<byte> message)
    {
        List<int>? shape = null;
        int[]? legacyShape = null;
        var values = new List<float>();
        var reader = new ProtobufReader(message);
        while (reader.TryRead(out var field))
        {
            switch (field.Number)
            {
                // Files from before 2015 have num, channels, height and width instead of a shape.
                case >= 1 and <= LegacyRank:
                    (legacyShape ??= new int[LegacyRank])[field.Number - 1] = Side(field.Varint("num, channels, height or width"));
                    break;
                case DataField:
                    AddValues(values, field);
                    break;
                case ShapeField:
                    AddSides(shape ??= [], field.Bytes("shape"));
                    break;
            }
        }
        IReadOnlyList<int> sides = shape ?? (IReadOnlyList<int>?)legacyShape ?? [];
        CheckCount(sides, values.Count);
        return new(sides, values.ToArray());
    }

    /// <summary>The shape as text, such as <c>[32, 3, 3, 3]</c>.</summary>
    public static string Format(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";

    private static void AddValues(List<float> values, in ProtobufField field)
    {
        if (field.WireType == WireType.Fixed32)
        {
            values.Add(field.Single("data"));
            return;
        }
        var packed = field.Bytes("data");
        if (packed.Length % sizeof(float) != 0)
            throw new InvalidDataException($"Field 'data' has {packed.Length} bytes; expected a multiple of {sizeof(float)}.");
        int start = values.Count;
        CollectionsMarshal.SetCount(values, start + packed.Length / sizeof(float));
        var target = CollectionsMarshal.AsSpan(values)[start..];
        for (int i = 0; i < target.Length; i++)
            target[i] = BinaryPrimitives.ReadSingleLittleEndian(packed[(i * sizeof(float))..]);
    }

    private static void AddSides(List<int> shape, ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.TryRead(out var field))
        {
            if (field.Number != DimField)
                continue;
            if (field.WireType == WireType.Varint)
            {
                AddSide(shape, field.Varint("dim"));
                continue;
            }
            var packed = new ProtobufReader(field.Bytes("dim"));
            while (!packed.AtEnd)
                AddSide(shape, packed.ReadVarint());
        }
    }

    private static void AddSide(List<int> shape, ulong value)
    {
        if (shape.Count == MaxRank)
            throw new InvalidDataException($"A blob has more than {MaxRank} dimensions.");
        shape.Add(Side(value));
    }

    private static int Side(ulong value) => value <= int.MaxValue
        ? (int)value
        : throw new InvalidDataException($"A blob has a dimension of {(long)value}; expected 0 to {int.MaxValue}.");

    private static void CheckCount(IReadOnlyList<int> shape, int count)
    {
        // In floating point: no product of this many dimensions overflows, and up to 2^53 it is exact.
        double expected = shape.Aggregate(1.0, (product, side) => product * side);
        if (count != expected)
            throw new InvalidDataException($"A blob of shape {Format(shape)} has {count} values; expected {expected:R}.");
    }
}
