using System.Buffers.Binary;
using ActiveShift.Fuzz.Mutation;
using BatchScoring.Input.Parquet;
using BatchScoring.Splitting;
using Parquet;
using Parquet.Schema;

namespace ActiveShift.Fuzz.Targets;

/// <summary>A Parquet file of images, ids and paths.</summary>
internal sealed class ParquetTarget(string folder) : FuzzTarget
{
    private const int TailLength = 8;
    private const int RowsOfPart = 1 << 20;

    private static readonly ParquetSchema _schema = new(
        new DataField<long>("key"),
        new StructField("photo", new DataField<byte[]>("bytes")),
        new DataField<string>("path"));

    private readonly ByteMutation _bytes = new(Enumerable.Repeat((byte)0xa1, 10).ToArray(), "PAR1"u8.ToArray());
    private readonly string _file = Path.Combine(folder, "rows.parquet");

    public override IEnumerable<byte[]> Seeds() => new[]
    {
        CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip,
        CompressionMethod.Zstd, CompressionMethod.Brotli,
    }.Select(method => WriteAsync(method).GetAwaiter().GetResult());

    /// <summary>
    /// Pages and footer are altered apart: the footer, small, says where everything is. Its length stays true,
    /// mostly.
    /// </summary>
    public override byte[] Alter(byte[] input, byte[] other, Random random)
    {
        int footer = input.Length < TailLength
            ? -1
            : BinaryPrimitives.ReadInt32LittleEndian(input.AsSpan()[^TailLength..]);
        int pages = input.Length - TailLength - footer;
        if (footer < 0 || pages < 0 || random.Next(8) == 0)
            return _bytes.Alter(input, other, random);
        byte[] first = input[..pages];
        byte[] second = input[pages..^TailLength];
        if (random.Next(2) == 0)
            first = _bytes.Alter(first, other, random);
        else
            second = _bytes.Alter(second, other, random);
        byte[] tail = input[^TailLength..];
        BinaryPrimitives.WriteInt32LittleEndian(tail, second.Length);
        return [.. first, .. second, .. tail];
    }

    public override void Read(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        var images = new ParquetImages([_file], "photo.bytes", "key");
        var identity = images.Identify();
        var all = new RowSelection(new Parts(identity.Rows, RowsOfPart), Shard.Whole, new HashSet<long>());
        foreach (var row in images.Read(all, identity))
            ArgumentNullException.ThrowIfNull(row.Image);
        foreach (var row in new ParquetPaths([_file], "path", null).Read())
            ArgumentNullException.ThrowIfNull(row.Path);
    }

    private static async Task<byte[]> WriteAsync(CompressionMethod method)
    {
        using var stream = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = method };
        await using (var writer = await ParquetWriter.CreateAsync(_schema, stream, options))
        {
            var fields = _schema.GetDataFields();
            for (int i = 0; i < 2; i++)
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync(fields[0], (ReadOnlyMemory<long>)new long[] { 1, 2, 3 });
                await group.WriteAsync(fields[1], new byte[]?[] { [1, 2, 3, 4, 5], null, new byte[40] }!);
                await group.WriteAsync(fields[2], new[] { "a", "b", "a" });
            }
        }
        return stream.ToArray();
    }
}
