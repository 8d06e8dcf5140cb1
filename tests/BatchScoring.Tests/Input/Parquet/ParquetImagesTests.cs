using BatchScoring.Input;
using BatchScoring.Input.Parquet;
using BatchScoring.Splitting;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Input.Parquet;

public sealed class ParquetImagesTests
{
    private static readonly byte[]?[] _images = [.. Enumerable.Range(0, 23).Select(i => i is 6 or 9 ? null : new byte[] { (byte)i, 1, 2 })];

    [Theory]
    [InlineData("photo.bytes")]
    [InlineData("flat")]
    public async Task Selected_rows_of_several_files_come_in_order(string column)
    {
        using var folder = new TemporaryFolder();
        var source = new ParquetImages(await Write(folder), column, "name");
        var identity = source.Identify();
        var selection = new RowSelection(new Parts(46, 4), new Shard(0, 2), new HashSet<long> { 4 });

        ImageRow[] rows = [.. source.Read(selection, identity)];

        Assert.Equal(46, identity.Rows);
        Assert.Equal(Enumerable.Range(0, 46).Where(i => selection.Contains(i)).Select(i => (long)i), rows.Select(row => row.Index));
        Assert.All(rows, row => Assert.Equal(_images[row.Index % 23] ?? [], row.Image));
        Assert.All(rows, row => Assert.Equal($"name {row.Index % 23}", row.Id));
        Assert.Equal([9L, 32L], rows.Where(row => row.Error.Length > 0).Select(row => row.Index));
    }

    [Theory]
    [InlineData("key", "1000")]
    [InlineData("name", "name 0")]
    [InlineData(null, "1.parquet#0")]
    public async Task Ids_are_of_a_column_of_text_or_numbers_or_the_row(string? column, string expected)
    {
        using var folder = new TemporaryFolder();
        var source = new ParquetImages(await Write(folder), "photo.bytes", column);
        Assert.Equal(expected, source.Read(new RowSelection(new Parts(46, 46), Shard.Whole, new HashSet<long>()), source.Identify()).First().Id);
    }

    [Fact]
    public async Task Identity_changes_with_the_file()
    {
        using var folder = new TemporaryFolder();
        string[] files = await Write(folder);
        string before = new ParquetImages(files, "photo.bytes", "name").Identify().Digest;
        Assert.Equal(before, new ParquetImages(files, "photo.bytes", "name").Identify().Digest);
        await ParquetFiles.WriteAsync(files[0], [.. _images.Select(image => image is null ? null : (byte[])[.. image, 3])], new string?[23], 5);
        Assert.NotEqual(before, new ParquetImages(files, "photo.bytes", "name").Identify().Digest);
    }

    [Theory]
    [InlineData("photo", "has no column 'photo'; it has key, name, photo.bytes, path, flat.")]
    [InlineData("key", "expected bytes")]
    public async Task A_column_that_is_not_there_or_has_no_bytes_is_an_error(string column, string message)
    {
        using var folder = new TemporaryFolder();
        var source = new ParquetImages(await Write(folder), column, null);
        var e = Assert.Throws<InvalidDataException>(source.Identify);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_replaced_gives_no_rows()
    {
        using var folder = new TemporaryFolder();
        string[] files = await Write(folder);
        var source = new ParquetImages(files, "photo.bytes", "name");
        var identity = source.Identify();
        byte[]?[] others = [.. _images.Select(image => image is null ? null : (byte[])[.. image, 3])];
        await ParquetFiles.WriteAsync(files[0], others, new string?[23], 5);
        var e = Assert.Throws<InvalidDataException>(() => source.Read(Everything, identity).First());
        Assert.Contains("The input changed while it was scored", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_the_one_before_it_is_read_gives_no_rows()
    {
        using var folder = new TemporaryFolder();
        string[] files = await Write(folder);
        var source = new ParquetImages(files, "photo.bytes", "name");
        using var rows = source.Read(Everything, source.Identify()).GetEnumerator();
        Assert.True(rows.MoveNext());
        await ParquetFiles.WriteAsync(files[1], _images, new string?[23], 6);
        int more = 0;
        var e = Assert.Throws<InvalidDataException>(() =>
        {
            while (rows.MoveNext())
                more++;
        });
        Assert.Equal(22, more);
        Assert.Contains($"'{files[1]}' has another footer now", e.Message, StringComparison.Ordinal);
    }

    private static RowSelection Everything => new(new Parts(46, 46), Shard.Whole, new HashSet<long>());

    private static async Task<string[]> Write(TemporaryFolder folder)
    {
        string[] files = [folder.File("1.parquet"), folder.File("2.parquet")];
        foreach (string file in files)
            await ParquetFiles.WriteAsync(file, _images, new string?[23], rowsEach: 5);
        return files;
    }
}
