using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ActiveShift;

/// <summary>
/// Reads float32 tensors from the safetensors format. Every size is checked against the file's length before memory is taken for it;
/// time and memory are linear in the file. Which names there must be is the caller's business.
/// </summary>
internal static class SafetensorsReader
{
    /// <summary>The longest header that is accepted, 16 MiB: room for more than 100,000 tensors.</summary>
    public const int MaxHeaderLength = 1 << 24;

    /// <summary>Values that are allocated before any of them was read.</summary>
    private const int FirstChunk = 1 << 20;

    /// <summary>Reads a file that is in memory.</summary>
    /// <inheritdoc cref="Read(Stream, long, out IReadOnlyDictionary{string, string})"/>
    public static IReadOnlyDictionary<string, SafetensorsTensor> Read(byte[] file) => Read(new MemoryStream(file, writable: false), file.Length);

    /// <inheritdoc cref="Read(Stream, long, out IReadOnlyDictionary{string, string})"/>
    public static IReadOnlyDictionary<string, SafetensorsTensor> Read(Stream stream, long length) => Read(stream, length, out _);

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file, from its first byte on; need not be seekable.</param>
    /// <param name="length">The file's length in bytes.</param>
    /// <param name="metadata">The file's free text, by key; empty where it has none.</param>
    /// <exception cref="InvalidDataException">The file is not a valid safetensors file of float32 tensors.</exception>
    public static IReadOnlyDictionary<string, SafetensorsTensor> Read(
        Stream stream, long length, out IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            SafetensorsHeader header = ReadHeader(stream, length);
            Dictionary<string, SafetensorsTensor> tensors = new(header.Tensors.Count, StringComparer.Ordinal);
            foreach (SafetensorsHeader.Entry entry in header.Tensors)
                tensors.Add(entry.Name, new(entry.Shape, ReadValues(stream, (int)((entry.End - entry.Begin) / sizeof(float)))));
            metadata = header.Metadata;
            return tensors;
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"The safetensors file ends before its {length} bytes.", error);
        }
    }

    private static SafetensorsHeader ReadHeader(Stream stream, long length)
    {
        if (length < sizeof(ulong))
            throw new InvalidDataException($"The safetensors file has {length} bytes; expected at least {sizeof(ulong)}.");
        Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(lengthBytes);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        long rest = length - sizeof(ulong);
        if (headerLength > (ulong)Math.Min(rest, MaxHeaderLength))
        {
            throw new InvalidDataException(
                $"The safetensors header has a length of {headerLength} bytes; {rest} bytes follow, "
                + $"and at most {MaxHeaderLength} are accepted."
                + ForeignContent.Hint(lengthBytes, stream));
        }

        byte[] json = new byte[headerLength];
        stream.ReadExactly(json);
        return SafetensorsHeader.Parse(json, rest - json.Length);
    }

    /// <summary>Reads values into an array that grows with what was read, as the length that a caller was told may be a lie.</summary>
    private static float[] ReadValues(Stream stream, int count)
    {
        float[] values = new float[Math.Min(count, FirstChunk)];
        int filled = 0;
        while (true)
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(filled)));
            filled = values.Length;
            if (filled == count)
                break;
            Array.Resize(ref values, (int)Math.Min(count, 2L * filled));
        }

        if (!BitConverter.IsLittleEndian)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }

        return values;
    }
}
