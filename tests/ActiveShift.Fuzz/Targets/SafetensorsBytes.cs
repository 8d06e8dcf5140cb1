using System.Buffers.Binary;
using ActiveShift.Fuzz.Mutation;

namespace ActiveShift.Fuzz.Targets;

/// <summary>A safetensors file as its three pieces: the header's length, the header, the values.</summary>
internal static class SafetensorsBytes
{
    private static readonly ByteMutation _bytes = new("F32"u8.ToArray(), "BF16"u8.ToArray(), "\"shape\":"u8.ToArray());

    public static byte[] Write(params (string Name, int[] Shape, ReadOnlyMemory<float> Values)[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string> { ["made by"] = "a test" });
        return stream.ToArray();
    }

    /// <summary>
    /// Alters the header as JSON and puts its new length before it; or alters bytes, lengths and all.
    /// </summary>
    public static byte[] Alter(byte[] file, byte[] other, Random random)
    {
        if (random.Next(3) == 0 || Header(file) is not { } header)
            return _bytes.Alter(file, other, random);
        byte[] altered = JsonMutation.Alter(header, Header(other) ?? other, random);
        byte[] length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, altered.Length);
        return [.. length, .. altered, .. file[(sizeof(long) + header.Length)..]];
    }

    private static byte[]? Header(byte[] file)
    {
        if (file.Length < sizeof(long))
            return null;
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        return length <= (ulong)(file.Length - sizeof(long)) ? file[sizeof(long)..(sizeof(long) + (int)length)] : null;
    }
}
