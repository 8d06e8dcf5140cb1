using System.Buffers.Binary;
using System.IO.Compression;

namespace ActiveShift.ML.Tests.Loaders;

/// <summary>IDX files as bytes, by the format's description: two zero bytes, type code, number of dimensions, the dimensions, the values.</summary>
internal static class IdxBytes
{
    /// <summary>Image r has the value 10 r + i at pixel i.</summary>
    public static byte[] Images(int count, int height, int width) =>
        [.. Header(0x08, count, height, width), .. Enumerable.Range(0, count * height * width).Select(i => (byte)((10 * (i / (height * width))) + (i % (height * width))))];

    /// <summary>Label r is r modulo 3.</summary>
    public static byte[] Labels(int count) => [.. Header(0x08, count), .. Enumerable.Range(0, count).Select(i => (byte)(i % 3))];

    public static byte[] Header(byte typeCode, params int[] dimensions)
    {
        byte[] header = new byte[4 + (4 * dimensions.Length)];
        header[2] = typeCode;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        return header;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return compressed.ToArray();
    }
}
