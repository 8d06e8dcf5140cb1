using Parquet;
using Parquet.Schema;

namespace BatchScoring.Tests.Input;

/// <summary>Writes Parquet files of images, as other programs do.</summary>
internal static class ParquetFiles
{
    /// <summary>Columns: key (whole number), name (text), photo.bytes (in a structure), path (text), flat (bytes).</summary>
    /// <param name="file">Where to.</param>
    /// <param name="images">The images; null for none.</param>
    /// <param name="paths">The paths.</param>
    /// <param name="rowsEach">Rows of a row group.</param>
    public static async Task WriteAsync(string file, byte[]?[] images, string?[] paths, int rowsEach)
    {
        var schema = new ParquetSchema(
            new DataField<long>("key"), new DataField<string>("name"), new StructField("photo", new DataField<byte[]>("bytes")), new DataField<string>("path"), new DataField<byte[]>("flat"));
        var fields = schema.GetDataFields();
        await using var stream = File.Create(file);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        for (int first = 0; first < images.Length; first += rowsEach)
        {
            int count = Math.Min(rowsEach, images.Length - first);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(fields[0], (ReadOnlyMemory<long>)Enumerable.Range(first, count).Select(i => 1000L + i).ToArray());
            await group.WriteAsync(fields[1], Enumerable.Range(first, count).Select(i => $"name {i}").ToArray());
            await group.WriteAsync(fields[2], images[first..(first + count)]!);
            await group.WriteAsync(fields[3], paths[first..(first + count)]!);
            await group.WriteAsync(fields[4], images[first..(first + count)]!);
        }
    }
}
