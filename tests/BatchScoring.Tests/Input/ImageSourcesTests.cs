using BatchScoring.Input;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Input;

public sealed class ImageSourcesTests
{
    [Fact]
    public async Task The_kind_of_input_is_seen_from_the_path()
    {
        using var folder = new TemporaryFolder();
        folder.Write("images/1.png", [1]);
        string list = folder.Write("list.txt", "images/1.png\n"u8.ToArray());
        string parquet = folder.File("rows.parquet");
        await ParquetFiles.WriteAsync(parquet, [[1]], ["images/1.png"], 1);

        Assert.Equal(1, Open([folder.File("images")]).Identify().Rows);
        Assert.Equal(1, Open([list]).Identify().Rows);
        Assert.IsType<LimitedImages>(Open([parquet], image: "photo.bytes"));
        Assert.Equal(2, Open([parquet, parquet], path: "path").Identify().Rows);
    }

    [Fact]
    public async Task What_does_not_go_together_is_refused()
    {
        using var folder = new TemporaryFolder();
        string parquet = folder.File("rows.parquet");
        await ParquetFiles.WriteAsync(parquet, [[1]], ["images/1.png"], 1);
        string list = folder.Write("list.txt", []);
        Refused("either --image-column", [parquet]);
        Refused("either --image-column", [parquet], "photo.bytes", "path");
        Refused("are for Parquet files", [list], image: "photo.bytes");
        Refused("names 2 files", [list, list]);
        Refused("--root is for lists", [folder.FullPath], root: folder.FullPath);
        Refused("is a pipe; expected a folder or a regular file", [SpecialFiles.Pipe(folder.File("pipe.txt"))]);
        Assert.Throws<FileNotFoundException>(() => Open([folder.File("nothing")]));
    }

    private static void Refused(string message, string[] paths, string? image = null, string? path = null, string? root = null) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Open(paths, image, path, root)).Message, StringComparison.Ordinal);

    private static IImageSource Open(string[] paths, string? image = null, string? path = null, string? root = null) =>
        ImageSources.Open(new InputSettings(paths, root, image, path, null));
}
