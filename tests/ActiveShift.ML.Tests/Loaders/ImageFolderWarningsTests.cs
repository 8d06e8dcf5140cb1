using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.Loaders;

public sealed class ImageFolderWarningsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<string> _warnings = [];

    public ImageFolderWarningsTests() => _mlContext.Log += (_, e) =>
    {
        if (e.Kind == ChannelMessageKind.Warning)
            _warnings.Add(e.RawMessage);
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_class_without_a_readable_image_is_named_with_what_was_passed_over()
    {
        var summary = Load("bird/0.HEIC", "bird/1.heic", "bird/notes.txt", "bird/.hidden.jpg", "bird/README",
            "cat/0.png", "dog/0.png");

        Assert.Equal(["bird"], summary.ClassesWithoutImages);
        Assert.Equal(["bird"], summary.IgnoredExtensionsPerClass.Keys);
        Assert.Equal(new Dictionary<string, int> { [""] = 1, [".heic"] = 2, [".txt"] = 1 },
            summary.IgnoredExtensionsPerClass["bird"]);
        Assert.StartsWith(
            "The class folder 'bird' holds no image that is read, so the data has no such class: passed over are no " +
                "extension (1), .heic (2), .txt (1). " +
            "Read are .bmp, ", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal(_warnings, summary.Warnings);
    }

    [Fact]
    public void An_empty_class_folder_and_one_of_folders_are_named_too()
    {
        Directory.CreateDirectory(_folder.Combine("empty"));

        Load("cat/0.png", "deep/more/0.png", "deep/more/1.png");

        Assert.Contains("'deep' holds no image that is read, so the data has no such class: 1 folder(s), which " +
            "recursive: true reads.", _warnings[0], StringComparison.Ordinal);
        Assert.Contains("'empty' holds no image that is read, so the data has no such class: it is empty.",
            _warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Images_in_other_formats_beside_those_that_are_read_are_warned_of()
    {
        Load("cat/0.png", "cat/1.TIF", "cat/2.avif", "cat/labels.json", "dog/0.jpg", "dog/notes.txt");

        Assert.StartsWith(
            "Of the class 'cat' 1 image(s) are read, but files in other formats are passed over: .avif (1), .tif (1).",
                Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_unread_formats_alone_is_an_error_that_counts_them()
    {
        var error = Assert.Throws<InvalidDataException>(() => Load("cat/0.heic", "dog/0.heic"));

        Assert.EndsWith("Passed over in the class folders: .heic (2).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ordinary_folders_have_no_warnings() =>
        Assert.Empty(Load("cat/0.png", "dog/0.png", "dog/notes.txt", "readme.md").Warnings);

    private ImageFolderSummary Load(params string[] paths)
    {
        foreach (string path in paths)
            _folder.Write(path, 1);
        ImageFolderSummary? summary = null;
        _mlContext.Data.LoadImageFolder(_folder.FullPath, onScanned: found => summary = found);
        return summary!;
    }
}
