using BatchScoring.Input;
using BatchScoring.Input.Parquet;
using BatchScoring.Splitting;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Input;

public sealed class LimitedImagesTests
{
    [Fact]
    public async Task An_image_in_Parquet_above_the_limit_is_an_error_in_its_row()
    {
        using var folder = new TemporaryFolder();
        string parquet = folder.File("rows.parquet");
        await ParquetFiles.WriteAsync(parquet, [new byte[100], new byte[101]], ["a", "b"], 2);
        var source = new LimitedImages(new ParquetImages([parquet], "photo.bytes", "path"), new ImageLimit(100));
        var all = new RowSelection(new Parts(2, 2), Shard.Whole, new HashSet<long>());
        ImageRow[] rows = [.. source.Read(all, source.Identify())];
        Assert.Equal(
            [(0, "a", 100, ""), (1, "b", 0, "The image has 101 bytes; at most 100 are read (--max-image-mb).")],
            rows.Select(row => ((int)row.Index, row.Id, row.Image.Length, row.Error)));
    }
}
