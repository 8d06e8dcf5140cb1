using System.Buffers.Binary;
using System.IO.Compression;
using ActiveShift.Fuzz.Mutation;
using Microsoft.ML;

namespace ActiveShift.Fuzz.Targets;

/// <summary>
/// A file of images in the IDX format, gzipped or not; beside it lies one of labels, of as many as the images say
/// they are.
/// </summary>
internal sealed class IdxTarget(string folder) : FuzzTarget
{
    /// <summary>A compressed file may say that its rows have 64 MiB: one is held, and one given.</summary>
    private const long LongestRow = 1 << 26;

    private const int MostLabels = 1000;
    private const int HeaderLength = 4 * sizeof(int);

    private readonly ByteMutation _bytes = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly string _images = Path.Combine(folder, "images.idx");
    private readonly string _labels = Path.Combine(folder, "labels.idx");

    public override IEnumerable<byte[]> Seeds()
    {
        byte[] pixels = [.. Enumerable.Range(0, 60).Select(i => (byte)i)];
        byte[] plain = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, .. pixels];
        yield return plain;
        yield return Compress(plain);
        yield return [0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28];
    }

    public override byte[] Alter(byte[] input, byte[] other, Random random) =>
        Decompress(input) is { } plain && random.Next(4) > 0
            ? Compress(_bytes.Alter(plain, Decompress(other) ?? other, random))
            : _bytes.Alter(input, other, random);

    public override void Read(byte[] input)
    {
        byte[] header = Decompress(input) ?? input;
        int count = header.Length >= HeaderLength ? BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(sizeof(int))) : 0;
        byte[] labels = new byte[(2 * sizeof(int)) + Math.Clamp(count, 0, MostLabels)];
        BinaryPrimitives.WriteInt32BigEndian(labels, 0x801);
        BinaryPrimitives.WriteInt32BigEndian(labels.AsSpan(sizeof(int)), labels.Length - (2 * sizeof(int)));
        File.WriteAllBytes(_labels, labels);
        File.WriteAllBytes(_images, input);
        RowReader.ReadAll(_context.Data.LoadIdx(_images, _labels));
    }

    public override long AllocationLimit(int length) => base.AllocationLimit(length) + (3 * LongestRow);

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    /// <summary>The content of a gzip file of some bytes; null where it is none, or long.</summary>
    private static byte[]? Decompress(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
            return null;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes, writable: false), CompressionMode.Decompress);
            byte[] content = new byte[1 << 16];
            int length = gzip.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return content[..length];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
