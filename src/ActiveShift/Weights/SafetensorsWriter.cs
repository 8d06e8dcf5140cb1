using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ActiveShift;

/// <summary>
/// Writes float32 tensors in the safetensors format: the header's length (uint64, little-endian), a JSON header, padded with spaces to
/// a multiple of 8 bytes, and the values (little-endian) without gaps. The same arguments give the same bytes.
/// </summary>
internal static class SafetensorsWriter
{
    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Receives the bytes, front to back; need not be seekable.</param>
    /// <param name="tensors">The tensors in the order in which they are written. Names are unique.</param>
    /// <param name="metadata">Free text; written in ordinal order of the keys.</param>
    /// <exception cref="ArgumentException">A name is empty, reserved or used twice, or a shape does not fit its values.</exception>
    public static void Write(
        Stream stream,
        IReadOnlyList<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> tensors,
        IReadOnlyDictionary<string, string>? metadata)
    {
        Check(tensors);
        ReadOnlySpan<byte> header = Header(tensors, metadata).WrittenSpan;
        int padding = -header.Length & 7;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)(header.Length + padding));
        stream.Write(length);
        stream.Write(header);
        stream.Write("       "u8[..padding]);
        foreach ((_, _, ReadOnlyMemory<float> values) in tensors)
            WriteValues(stream, values.Span);
    }

    private static ArrayBufferWriter<byte> Header(
        IReadOnlyList<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer, _compact);
        json.WriteStartObject();
        if (metadata is not null)
        {
            json.WriteStartObject(SafetensorsHeader.MetadataName);
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        long offset = 0;
        foreach ((string name, int[] shape, ReadOnlyMemory<float> values) in tensors)
        {
            json.WriteStartObject(name);
            json.WriteString(SafetensorsHeader.TypeName, SafetensorsHeader.Float32);
            json.WriteStartArray(SafetensorsHeader.ShapeName);
            foreach (int side in shape)
                json.WriteNumberValue(side);
            json.WriteEndArray();
            json.WriteStartArray(SafetensorsHeader.OffsetsName);
            json.WriteNumberValue(offset);
            json.WriteNumberValue(offset += (long)values.Length * sizeof(float));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer;
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        int[] swapped = new int[values.Length];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(values), swapped);
        stream.Write(MemoryMarshal.AsBytes(swapped.AsSpan()));
    }

    private static void Check(IReadOnlyList<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> tensors)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach ((string name, int[] shape, ReadOnlyMemory<float> values) in tensors)
        {
            if (string.IsNullOrEmpty(name) || name == SafetensorsHeader.MetadataName)
                throw new ArgumentException($"'{name}' is no name for a tensor.", nameof(tensors));
            if (!names.Add(name))
                throw new ArgumentException($"Two tensors are named '{name}'.", nameof(tensors));
            if (Array.Exists(shape, side => side < 0) || shape.Aggregate(1L, (product, side) => checked(product * side)) != values.Length)
            {
                throw new ArgumentException(
                    $"Tensor '{name}' has {values.Length} values, which do not fit the shape [{string.Join(", ", shape)}].", nameof(tensors));
            }
        }
    }
}
