using BatchScoring.Input;
using BatchScoring.Splitting;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Input;

public sealed class PathSourceTests
{
    private const int Rows = 500;

    [Fact]
    public void Selected_rows_come_in_order_with_their_files()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < Rows; i++)
            folder.Write($"{i:D4}.png", [(byte)i, (byte)(i >> 8)]);
        var source = new PathSource(folder.FullPath, () => FolderTree.Enumerate(folder.FullPath));
        var selection = new RowSelection(new Parts(Rows, 7), new Shard(1, 2), new HashSet<long> { 3 });

        ImageRow[] rows = [.. source.Read(selection, source.Identify())];

        Assert.Equal(Enumerable.Range(0, Rows).Where(i => selection.Contains(i)).Select(i => (long)i), rows.Select(row => row.Index));
        Assert.All(rows, row => Assert.Equal([(byte)row.Index, (byte)(row.Index >> 8)], row.Image));
        Assert.All(rows, row => Assert.Equal($"{row.Index:D4}.png", row.Id));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_in_its_row_that_does_not_name_the_machines_folders()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("folder"));
        PathRow[] paths = [new("1", "missing.png"), new("2", "no/where.png"), new("3", ""), new("4", "folder"), new("5", "zero\0.png")];
        var source = new PathSource(folder.FullPath, () => paths);

        ImageRow[] rows = [.. source.Read(All(paths.Length), source.Identify())];

        Assert.Equal(
            [
                "There is no file 'missing.png'.", "There is no file 'no/where.png'.", "The row has no path.",
                "The file 'folder' may not be read, or is a folder.", "The file 'zero\0.png' cannot be read (ArgumentException).",
            ],
            rows.Select(row => row.Error));
        Assert.All(rows, row => Assert.Empty(row.Image));
    }

    [Fact]
    public void An_input_that_changes_while_it_is_read_is_an_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.png", [1]);
        var source = new PathSource(folder.FullPath, () => FolderTree.Enumerate(folder.FullPath));
        var before = source.Identify();
        folder.Write("a.png", [1]);
        var e = Assert.Throws<InvalidDataException>(() => source.Read(All(2), before).Count());
        Assert.Contains("it had 1 rows, now 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Identity_depends_on_names_and_their_order()
    {
        string Digest(params PathRow[] rows) => new PathSource("/", () => rows).Identify().Digest;
        string[] digests = [Digest(new PathRow("a", "b")), Digest(new PathRow("ab", "")), Digest(new PathRow("", "ab")), Digest(new("a", "b"), new("c", "d")), Digest(new("c", "d"), new("a", "b"))];
        Assert.Equal(digests.Length, digests.Distinct().Count());
        Assert.Equal(digests[0], Digest(new PathRow("a", "b")));
    }

    private static RowSelection All(int rows) => new(new Parts(rows, rows), Shard.Whole, new HashSet<long>());
}
