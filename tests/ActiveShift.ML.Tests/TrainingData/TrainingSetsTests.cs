using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.Training;
using ActiveShift.Training;

namespace ActiveShift.ML.Tests.TrainingData;

public sealed class TrainingSetsTests
{
    [Theory]
    [InlineData(FeatureForm.Encoded, RandomCrop.Padded)]
    [InlineData(FeatureForm.Image, RandomCrop.Resized)]
    [InlineData(FeatureForm.PlanarSingles, RandomCrop.Padded)]
    public void The_size_of_the_cache_has_no_influence_on_the_model(FeatureForm form, RandomCrop crop)
    {
        using var folder = new TempFolder();
        var options = ShapeData.Options(form);
        options.Training = ShapeData.Training with { RandomCrop = crop };
        options.ImageCacheDirectory = folder.Path;
        using var expected = ShapeData.Train(ShapeData.Table(form), options);
        int files = 0;
        options.ImageCacheMegabytes = 0;
        options.MetricsCallback = _ => files = Math.Max(files, Directory.GetFiles(folder.Path).Length);
        using var actual = ShapeData.Train(ShapeData.Table(form), options);
        ActiveShiftResNetTrainerTests.AssertSameWeights(expected, actual);
        Assert.Equal(1, files);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Every_row_is_read_once_and_those_that_decide_the_size_twice()
    {
        const int rows = 2 * SizeSampling.MaxImages;
        var reads = new int[rows];
        var table = ShapeData.Encoded(rows, row =>
        {
            Interlocked.Increment(ref reads[row]);
            return Shapes.Png(row);
        });
        var options = ShapeData.Options();
        options.Epochs = 1;
        using var model = ShapeData.Train(table, options);
        Assert.Equal(Enumerable.Range(0, rows).Select(row => row % 2 == 0 ? 2 : 1), reads);

        Array.Clear(reads);
        (options.ImageHeight, options.ImageWidth) = (Shapes.Height, Shapes.Width);
        using var sized = ShapeData.Train(table, options);
        Assert.All(reads, count => Assert.Equal(1, count));
        ActiveShiftResNetTrainerTests.AssertSameWeights(model, sized);
    }

    [Fact]
    public void A_fraction_is_set_aside_for_validation()
    {
        var epochs = new List<TrainingMetrics>();
        var options = ShapeData.Options();
        options.ValidationFraction = 0.2;
        options.MetricsCallback = epochs.Add;
        using var model = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        Assert.Equal(24, model.Model.Facts!.Images);
        Assert.All(epochs, epoch => Assert.NotNull(epoch.ValidationAccuracy));
    }

    [Fact]
    public void A_fraction_that_takes_nothing_is_an_error_that_says_why()
    {
        var options = ShapeData.Options();
        options.ValidationFraction = 0.01;
        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options));
        Assert.Contains("ValidationFraction is 0.01", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Margins_are_kept_for_crops_out_of_the_whole_image_and_leave_scoring_alone()
    {
        var options = ShapeData.Options();
        (options.ImageHeight, options.ImageWidth) = (80, 80);
        options.Training = ShapeData.Training with { RandomCrop = RandomCrop.Window };
        using var windows = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        options.Training = ShapeData.Training with { CropPadding = 0 };
        using var whole = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        Assert.Equal(91, windows.Model.Preprocessing.ResizeShortSide);
        Assert.Equal(whole.Model.Preprocessing.ResizeShortSide, windows.Model.Preprocessing.ResizeShortSide);
        Assert.False(whole.Model.Weights["stem.weight"].SequenceEqual(windows.Model.Weights["stem.weight"]));
    }
}
