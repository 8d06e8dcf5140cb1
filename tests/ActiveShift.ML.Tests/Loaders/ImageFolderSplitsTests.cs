using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.Loaders;

public sealed class ImageFolderSplitsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train", "val")]
    [InlineData("Train", "Valid")]
    [InlineData("TRAIN", "validation")]
    [InlineData("training", "val")]
    public void Train_and_validation_folders_are_parts(string train, string validation)
    {
        Write($"{train}/cat/1.png", $"{train}/dog/1.png", $"{validation}/cat/2.png", $"{validation}/dog/2.png",
            "labels.csv");

        var splits = ImageFolderSplits.Find(_folder.FullPath);

        Assert.NotNull(splits);
        Assert.Equal((_folder.Combine(train), _folder.Combine(validation), null),
            (splits.Train, splits.Validation, splits.Test));
    }

    [Fact]
    public void Validation_and_test_may_both_be_there()
    {
        Write("train/cat/1.png", "train/dog/1.png", "val/cat/2.png", "test/dog/2.png", "masks/1/2/3.png");

        var splits = ImageFolderSplits.Find(_folder.FullPath)!;

        Assert.Equal((_folder.Combine("val"), _folder.Combine("test")), (splits.Validation, splits.Test));
    }

    [Fact]
    public void A_test_folder_whose_classes_are_kept_back_makes_train_a_part()
    {
        Write("train/cat/1.png", "train/dog/1.png", "test/1.png", "test/2.png");

        var splits = ImageFolderSplits.Find(_folder.FullPath)!;

        Assert.Equal((_folder.Combine("train"), null, null), (splits.Train, splits.Validation, splits.Test));
        Assert.EndsWith("to train on; the test part has no class folders.", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train/1.png", "car/1.png")]
    [InlineData("train/steam/1.png", "car/old/1.png")]
    [InlineData("train/1.png", "test/1.png")]
    [InlineData("train/steam/1.png", "test/crash/1.png")]
    [InlineData("train/1.png", "train/old/1.png", "test/1.png", "test/old/1.png")]
    [InlineData("cat/1.png", "val/1.png")]
    public void Classes_that_are_called_so_are_classes(params string[] files)
    {
        Write(files);

        Assert.Null(ImageFolderSplits.Find(_folder.FullPath));
        ImageFolderSummary? summary = null;
        _mlContext.Data.LoadImageFolder(_folder.FullPath, recursive: true, onScanned: found => summary = found);
        Assert.Null(summary!.Splits);
        Assert.Empty(summary.Warnings);
    }

    [Fact]
    public void A_folder_that_is_not_there_has_no_parts() =>
        Assert.Null(ImageFolderSplits.Find(_folder.Combine("none")));

    [Fact]
    public void Loading_the_folder_of_the_parts_says_how_to_load_them_and_advises_no_recursion()
    {
        Write("train/cat/1.png", "train/dog/1.png", "val/cat/2.png");

        string message = Refusal();

        Assert.Contains("holds the parts of a data set and not its classes", message, StringComparison.Ordinal);
        Assert.Contains($"LoadImageFolder(\"{_folder.Combine("train")}\") to train on", message,
            StringComparison.Ordinal);
        Assert.Contains($"LoadImageFolder(\"{_folder.Combine("val")}\") to evaluate on", message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("recursive", message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_recursion_a_warning_says_what_the_classes_become()
    {
        Write("train/cat/1.png", "train/dog/1.png", "val/cat/2.png");
        List<string> warnings = [];
        _mlContext.Log += (_, e) =>
        {
            if (e.Kind == ChannelMessageKind.Warning)
                warnings.Add(e.RawMessage);
        };
        ImageFolderSummary? summary = null;

        var data = _mlContext.Data.LoadImageFolder(
            _folder.FullPath, recursive: true, onScanned: found => summary = found);

        Assert.Equal(["train", "train", "val"], data.GetColumn<string>("Label"));
        Assert.Equal(_folder.Combine("val"), summary!.Splits!.Validation);
        Assert.Equal(warnings, summary.Warnings);
        Assert.Contains("the classes are 'train' and the like", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private string Refusal() =>
        Assert.Throws<InvalidDataException>(() => _mlContext.Data.LoadImageFolder(_folder.FullPath)).Message;

    private void Write(params string[] paths)
    {
        foreach (string path in paths)
            _folder.Write(path, 1);
    }
}
