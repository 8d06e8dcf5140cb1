using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;

namespace ActiveShift.ML.Tests.Training;

public sealed class ResumeTests
{
    [Fact]
    public void A_cancelled_fit_goes_on_from_its_checkpoint_to_the_same_model()
    {
        using var folder = new TempFolder();
        string file = folder.File("training.checkpoint");
        using var expected = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), Options(file));

        using var source = new CancellationTokenSource();
        var options = Options(file);
        options.ReportBatches = true;
        options.CancellationToken = source.Token;
        options.MetricsCallback = metrics =>
        {
            if (metrics is { Epoch: 2, Batch: 2 })
                source.Cancel();
        };
        Assert.ThrowsAny<OperationCanceledException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options));
        Assert.True(File.Exists(file));

        var resumed = Options(file);
        resumed.Training = resumed.Training! with { ResumeFrom = file };
        var epochs = new List<int>();
        resumed.MetricsCallback = metrics => epochs.Add(metrics.Epoch);
        using var actual = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), resumed);
        ActiveShiftResNetTrainerTests.AssertSameWeights(expected, actual);
        Assert.Equal([2, 3, 4], epochs);
    }

    [Fact]
    public void A_checkpoint_of_other_data_is_refused()
    {
        using var folder = new TempFolder();
        string file = folder.File("training.checkpoint");
        using var model = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), Options(file));
        var options = Options(file);
        options.Training = options.Training! with { ResumeFrom = file };
        var error = Assert.Throws<InvalidDataException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded, rows: 27), options));
        Assert.Contains("training.images is 30 there; expected 27", error.Message, StringComparison.Ordinal);
    }

    private static ActiveShiftResNetTrainer.Options Options(string file)
    {
        var options = ShapeData.Options();
        options.Epochs = 4;
        options.Training = ShapeData.Training with { Checkpoint = new CheckpointOptions { File = file } };
        return options;
    }
}
