using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.Loaders;

public sealed class LoadImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pipe_among_the_images_is_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo is wanted");
        _folder.Write("a/1.png", 1);
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [_folder.Combine("a/2.png")]);
        mkfifo.WaitForExit();
        List<string> warnings = [];
        var context = new MLContext();
        context.Log += (_, e) => warnings.Add(e.RawMessage);

        var images = context.Data.LoadImageFolder(_folder.FullPath, includeImageBytes: true)
            .GetColumn<byte[]>("Image").Select(bytes => bytes.Length);

        Assert.Equal([1, 0], images);
        Assert.Contains(warnings, line => line.EndsWith("It is a pipe and not a file.", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_are_the_images_of_the_class_folders_in_ordinal_order()
    {
        foreach (string path in (string[])["dog/b.JPEG", "dog/a.png", "cat/z.Gif", "cat/10.webp", "cat/9.bmp", "Dog/x.jpg"])
            _folder.Write(path, 1);

        IDataView data = _mlContext.Data.LoadImageFolder(_folder.FullPath);

        Assert.Equal(["ImagePath", "Label"], data.Schema.Select(column => column.Name));
        Assert.Equal(6, data.GetRowCount());
        string[] expected = ["Dog/x.jpg", "cat/10.webp", "cat/9.bmp", "cat/z.Gif", "dog/a.png", "dog/b.JPEG"];
        Assert.Equal(expected.Select(_folder.Combine), data.GetColumn<string>("ImagePath"));
        Assert.Equal(["Dog", "cat", "cat", "cat", "dog", "dog"], data.GetColumn<string>("Label"));
    }

    [Fact]
    public void Other_files_are_passed_over_counted_and_logged()
    {
        foreach (string path in (string[])["cat/a.png", "cat/notes.txt", "cat/._a.png", "dog/b.png", "empty/readme", "readme.md", "stray.jpg", ".git/c.png"])
            _folder.Write(path, 1);
        List<string> log = [];
        _mlContext.Log += (_, e) => log.Add(e.Message);
        ImageFolderSummary? summary = null;

        IDataView data = _mlContext.Data.LoadImageFolder(_folder.FullPath, onScanned: found => summary = found);

        Assert.Equal(["cat", "dog"], data.GetColumn<string>("Label"));
        Assert.NotNull(summary);
        Assert.Equal((2, 5), (summary.ImageCount, summary.IgnoredFileCount));
        Assert.Equal(new Dictionary<string, int> { ["cat"] = 1, ["dog"] = 1, ["empty"] = 0 }, summary.ImagesPerClass);
        Assert.Contains(log, line => line.Contains("2 image(s) in 3 class folder(s); 5 other file(s) ignored.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_column_holds_the_bytes_of_the_files()
    {
        _folder.Write("a/1.png", 1, 2, 3);
        _folder.Write("a/2.png");
        _folder.Write("b/3.png", [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)]);

        IDataView data = _mlContext.Data.LoadImageFolder(_folder.FullPath, includeImageBytes: true);

        VectorDataViewType type = Assert.IsType<VectorDataViewType>(data.Schema["Image"].Type);
        Assert.False(type.IsKnownSize);
        Assert.Equal(NumberDataViewType.Byte, type.ItemType);
        byte[][] images = [.. data.GetColumn<VBuffer<byte>>("Image").Select(image => image.DenseValues().ToArray())];
        Assert.Equal([1, 2, 3], images[0]);
        Assert.Empty(images[1]);
        Assert.Equal(Enumerable.Range(0, 100_000).Select(i => (byte)i), images[2]);
    }

    [Fact]
    public void A_file_is_read_only_when_its_bytes_are_asked_for()
    {
        _folder.Write("a/1.png", 1);
        string gone = _folder.Write("a/2.png", 1);
        IDataView data = _mlContext.Data.LoadImageFolder(_folder.FullPath, includeImageBytes: true);
        File.Delete(gone);

        Assert.Equal(["a", "a"], data.GetColumn<string>("Label"));
        Assert.Equal(2, data.GetColumn<string>("ImagePath").Count());
        Assert.Single(_mlContext.Data.TakeRows(data, 1).GetColumn<VBuffer<byte>>("Image"));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_empty_and_warned_of_once()
    {
        _folder.Write("a/1.png", 1);
        string gone = _folder.Write("a/2.png", 1);
        File.CreateSymbolicLink(_folder.Combine("a/3.png"), _folder.Combine("nowhere.png"));
        List<string> warnings = [];
        _mlContext.Log += (_, e) =>
        {
            if (e.Kind == ChannelMessageKind.Warning)
                warnings.Add(e.RawMessage);
        };
        IDataView data = _mlContext.Data.LoadImageFolder(_folder.FullPath, includeImageBytes: true);
        File.Delete(gone);

        for (int pass = 0; pass < 2; pass++)
            Assert.Equal([1, 0, 0], data.GetColumn<VBuffer<byte>>("Image").Select(image => image.Length));

        Assert.Equal(2, warnings.Count);
        Assert.StartsWith($"Row 1: the image file '{gone}' cannot be read, so its bytes are empty: ", warnings[0],
            StringComparison.Ordinal);
        Assert.StartsWith("Row 2: the image file ", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_folders_belong_to_the_class_above_when_asked()
    {
        _folder.Write("a/1.png", 1);
        _folder.Write("a/more/deep/2.png", 1);
        _folder.Write("a/more/notes.txt", 1);
        ImageFolderSummary? summary = null;

        Assert.Equal(["a"], _mlContext.Data.LoadImageFolder(_folder.FullPath).GetColumn<string>("Label"));
        IDataView data = _mlContext.Data.LoadImageFolder(_folder.FullPath, recursive: true, onScanned: found => summary = found);

        Assert.Equal(["a", "a"], data.GetColumn<string>("Label"));
        Assert.Equal([_folder.Combine("a/1.png"), _folder.Combine("a/more/deep/2.png")], data.GetColumn<string>("ImagePath"));
        Assert.Equal(1, summary!.IgnoredFileCount);
    }

    [Fact]
    public void Links_in_a_circle_end()
    {
        _folder.Write("a/1.png", 1);
        _folder.Write("a/sub/2.png", 1);
        _folder.Write("b/3.png", 1);
        Directory.CreateSymbolicLink(_folder.Combine("a/sub/up"), _folder.Combine("a"));
        Directory.CreateSymbolicLink(_folder.Combine("a/root"), _folder.FullPath);
        Directory.CreateSymbolicLink(_folder.Combine("a/self"), _folder.Combine("a/self"));
        Directory.CreateSymbolicLink(_folder.Combine("c"), _folder.Combine("b"));

        string[] labels = [.. _mlContext.Data.LoadImageFolder(_folder.FullPath, recursive: true).GetColumn<string>("Label")];

        // Class a reaches everything through its link to the root, each folder once; c is another name for b.
        Assert.Equal(["a", "a", "a", "b", "c"], labels);
    }

    [Fact]
    public void Relative_links_two_deep_end()
    {
        _folder.Write("x/a/1.png", 1);
        _folder.Write("x/c/2.png", 1);
        Directory.CreateSymbolicLink(_folder.Combine("x/a/l1"), "../c");
        Directory.CreateSymbolicLink(_folder.Combine("x/c/m1"), "../a");

        IDataView data = _mlContext.Data.LoadImageFolder(_folder.FullPath, recursive: true);

        Assert.Equal([_folder.Combine("x/a/1.png"), _folder.Combine("x/c/2.png")], data.GetColumn<string>("ImagePath"));
    }

    [Fact]
    public void What_other_systems_leave_behind_is_no_class_and_no_image()
    {
        string[] left = ["cat/@eaDir/a.png/SYNOPHOTO_THUMB_M.jpg", "__MACOSX/cat/._a.png", "__MACOSX/b.png"];
        foreach (string path in (string[])["cat/a.png", .. left])
            _folder.Write(path, 1);
        ImageFolderSummary? summary = null;

        _mlContext.Data.LoadImageFolder(_folder.FullPath, recursive: true, onScanned: found => summary = found);

        Assert.Equal(new Dictionary<string, int> { ["cat"] = 1 }, summary!.ImagesPerClass);
    }

    [Fact]
    public void A_folder_without_images_in_class_folders_is_an_error_that_says_what_is_there()
    {
        InvalidDataException empty = Assert.Throws<InvalidDataException>(() => _mlContext.Data.LoadImageFolder(_folder.FullPath));
        Assert.StartsWith(
            $"The image folder '{_folder.FullPath}' has no images in class folders: found 0 folder(s), 0 image(s) directly in it and 0 other file(s); expected one folder for each class, with images (.bmp, ",
            empty.Message,
            StringComparison.Ordinal);

        _folder.Write("1.jpg", 1);
        _folder.Write("2.jpg", 1);
        _folder.Write("labels.csv", 1);
        InvalidDataException flat = Assert.Throws<InvalidDataException>(() => _mlContext.Data.LoadImageFolder(_folder.FullPath));
        Assert.Contains("found 0 folder(s), 2 image(s) directly in it and 1 other file(s);", flat.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("recursive", flat.Message, StringComparison.Ordinal);

        _folder.Write("train/cat/1.jpg", 1);
        InvalidDataException nested = Assert.Throws<InvalidDataException>(() => _mlContext.Data.LoadImageFolder(_folder.FullPath));
        Assert.EndsWith("Is its only folder, 'train', the image folder?", nested.Message, StringComparison.Ordinal);

        _folder.Write("cars/old/1.jpg", 1);
        InvalidDataException deep = Assert.Throws<InvalidDataException>(() =>
            _mlContext.Data.LoadImageFolder(_folder.FullPath));
        Assert.EndsWith("There are 2 folder(s) inside the class folders: pass recursive: true to read them.",
            deep.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_an_error_that_names_it()
    {
        string missing = _folder.Combine("none");
        Assert.Equal(
            $"The image folder '{missing}' does not exist; expected a folder with one folder for each class.",
            Assert.Throws<DirectoryNotFoundException>(() => _mlContext.Data.LoadImageFolder(missing)).Message);

        string file = _folder.Write("file.zip", 1);
        Assert.Equal(
            $"The image folder '{file}' is a file; expected a folder with one folder for each class.",
            Assert.Throws<DirectoryNotFoundException>(() => _mlContext.Data.LoadImageFolder(file)).Message);
    }
}
