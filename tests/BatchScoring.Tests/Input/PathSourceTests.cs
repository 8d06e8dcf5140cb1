using BatchScoring.Input;
using BatchScoring.Splitting;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Input;

public sealed class PathSourceTests
{
    private const int Rows = 500;

    private static readonly ImageLimit _limit = ImageLimit.OfMegabytes(1);

    [Fact]
    public void Selected_rows_come_in_order_with_their_files()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < Rows; i++)
            folder.Write($"{i:D4}.png", [(byte)i, (byte)(i >> 8)]);
        var source = new PathSource(folder.FullPath, () => FolderTree.Enumerate(folder.FullPath), _limit);
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
        var source = new PathSource(folder.FullPath, () => paths, _limit);

        ImageRow[] rows = [.. source.Read(All(paths.Length), source.Identify())];

        Assert.Equal(
            [
                "There is no file 'missing.png'.", "There is no file 'no/where.png'.", "The row has no path.",
                "'folder' is a folder; expected a regular file.",
                "The file 'zero\0.png' cannot be read (ArgumentException).",
            ],
            rows.Select(row => row.Error));
        Assert.All(rows, row => Assert.Empty(row.Image));
    }

    [Fact]
    public void An_input_that_changes_while_it_is_read_is_an_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.png", [1]);
        var source = new PathSource(folder.FullPath, () => FolderTree.Enumerate(folder.FullPath), _limit);
        var before = source.Identify();
        folder.Write("a.png", [1]);
        var e = Assert.Throws<InvalidDataException>(() => source.Read(All(2), before).Count());
        Assert.Contains("of 1 rows that were found before, only the first 0", e.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Else parts with rows of another input would be in the output folder, and counted, when the process is killed
    /// before the end.
    /// </summary>
    [Theory]
    [InlineData(5000, 4500)]
    [InlineData(4096, 4095)]
    [InlineData(4500, 5000)]
    public void No_row_is_given_out_that_is_not_as_it_was(int rows, int changed)
    {
        int walks = 0;
        var source = new PathSource("/", () => Walk(walks++), _limit);
        var given = new List<ImageRow>();
        var e = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var row in source.Read(All(rows), source.Identify()))
                given.Add(row);
        });
        Assert.Contains($"of {rows} rows", e.Message, StringComparison.Ordinal);
        Assert.All(given, row => Assert.Equal($"0 {row.Index}", row.Id));

        IEnumerable<PathRow> Walk(int walk)
        {
            for (int i = 0; i < Math.Max(rows, walk * (changed + 1)); i++)
                yield return new PathRow($"{(walk > 0 && i >= changed ? 1 : 0)} {i}", "");
        }
    }

    [Fact]
    public void A_file_above_the_limit_is_an_error_in_its_row_and_not_read()
    {
        using var folder = new TemporaryFolder();
        const int most = 1 << 20;
        SpecialFiles.Sparse(folder.File("0.png"), most);
        SpecialFiles.Sparse(folder.File("1.png"), most + 1);
        // Could it be read, it would be no array.
        SpecialFiles.Sparse(folder.File("2.png"), 1L << 40);
        var source = new PathSource(folder.FullPath, () => FolderTree.Enumerate(folder.FullPath), _limit);

        ImageRow[] rows = [.. source.Read(All(3), source.Identify())];

        Assert.Equal((most, ""), (rows[0].Image.Length, rows[0].Error));
        Assert.Equal($"The image has {most + 1} bytes; at most {most} are read (--max-image-mb).", rows[1].Error);
        Assert.Equal($"The image has {1L << 40} bytes; at most {most} are read (--max-image-mb).", rows[2].Error);
        Assert.Empty(rows[1].Image);
    }

    [Fact]
    public async Task What_is_no_file_is_an_error_in_its_row_and_never_opened()
    {
        using var folder = new TemporaryFolder();
        SpecialFiles.Pipe(folder.File("a.png"));
        using var socket = SpecialFiles.Socket(folder.File("b.png"));
        File.CreateSymbolicLink(folder.File("c.png"), "a.png");
        folder.Write("d.png", [1]);
        PathRow[] paths =
            [new("a", "a.png"), new("b", "b.png"), new("c", "c.png"), new("d", "d.png"), new("e", SpecialFiles.Device)];
        var source = new PathSource(folder.FullPath, () => paths, _limit);

        ImageRow[] rows = await Task.Run(() => source.Read(All(paths.Length), source.Identify()).ToArray())
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "'a.png' is a pipe; expected a regular file.", "'b.png' is a socket; expected a regular file.",
                "'c.png' is a pipe; expected a regular file.", "", "'/dev/zero' is a device; expected a regular file.",
            ],
            rows.Select(row => row.Error));
    }

    [Fact]
    public void What_is_read_ahead_is_bounded_in_bytes()
    {
        const int files = 12, megabytes = 40;
        using var folder = new TemporaryFolder();
        for (int i = 0; i < files; i++)
            SpecialFiles.Sparse(folder.File($"{i:D2}.png"), (long)megabytes << 20);
        var limit = ImageLimit.OfMegabytes(megabytes);
        var source = new PathSource(folder.FullPath, () => FolderTree.Enumerate(folder.FullPath), limit);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int read = 0;
        foreach (var row in source.Read(All(files), source.Identify()))
        {
            Assert.Equal(megabytes << 20, row.Image.Length);
            // Time for the readers to do all that they would.
            Thread.Sleep(100);
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: false) - before, 0, 2 * FileReadAhead.HeldBytes);
            GC.Collect();
            read++;
        }
        Assert.Equal(files, read);
    }

    [Fact]
    public void Reading_that_is_given_up_leaves_no_reader_waiting()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 12; i++)
            SpecialFiles.Sparse(folder.File($"{i:D2}.png"), 40L << 20);
        var limit = ImageLimit.OfMegabytes(40);
        var source = new PathSource(folder.FullPath, () => FolderTree.Enumerate(folder.FullPath), limit);
        Assert.Equal("00.png", source.Read(All(12), source.Identify()).First().Id);
    }

    [Fact]
    public void Identity_depends_on_names_and_their_order()
    {
        string Digest(params PathRow[] rows) => new PathSource("/", () => rows, _limit).Identify().Digest;
        string[] digests = [Digest(new PathRow("a", "b")), Digest(new PathRow("ab", "")), Digest(new PathRow("", "ab")), Digest(new("a", "b"), new("c", "d")), Digest(new("c", "d"), new("a", "b"))];
        Assert.Equal(digests.Length, digests.Distinct().Count());
        Assert.Equal(digests[0], Digest(new PathRow("a", "b")));
    }

    private static RowSelection All(int rows) => new(new Parts(rows, rows), Shard.Whole, new HashSet<long>());
}
