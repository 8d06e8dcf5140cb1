using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.Training;

public sealed class ProgressReportTests
{
    [Fact]
    public void The_callback_gets_every_epoch()
    {
        var metrics = new List<TrainingMetrics>();
        var options = ShapeData.Options();
        options.MetricsCallback = metrics.Add;
        options.ValidationSet = ShapeData.Table(FeatureForm.Encoded, rows: 9);
        using var model = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);

        Assert.Equal([1, 2, 3], metrics.Select(m => m.Epoch));
        Assert.All(metrics, m =>
        {
            Assert.Null(m.Batch);
            Assert.InRange(m.Loss, 0, 10);
            Assert.InRange(m.Accuracy, 0, 1);
            Assert.NotNull(m.ValidationLoss);
            Assert.InRange(m.ValidationAccuracy!.Value, 0, 1);
            Assert.True(m.ImagesPerSecond > 0);
            Assert.Equal(3, m.MeanAbsoluteShift.Count);
        });
        Assert.Equal(3, metrics.Distinct().Count());
        var facts = model.Model.Facts!;
        Assert.Equal((metrics[^1].Loss, metrics[^1].Accuracy, metrics[^1].ValidationAccuracy), (facts.Loss, facts.Accuracy, facts.ValidationAccuracy));
    }

    [Fact]
    public void The_callback_gets_every_batch_on_request()
    {
        var metrics = new List<TrainingMetrics>();
        var options = ShapeData.Options();
        options.MetricsCallback = metrics.Add;
        options.ReportBatches = true;
        using var model = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);

        // 30 images are 4 batches of at most 8.
        Assert.Equal(
            Enumerable.Range(1, 3).SelectMany(epoch => new (int, int?)[] { (epoch, 1), (epoch, 2), (epoch, 3), (epoch, 4), (epoch, null) }),
            metrics.Select(m => (m.Epoch, m.Batch)));
    }

    [Fact]
    public void The_log_shows_what_is_trained_and_every_epoch()
    {
        var lines = new List<LoggingEventArgs>();
        var context = new MLContext(seed: 7);
        context.Log += (_, e) => lines.Add(e);
        var options = ShapeData.Options();
        options.ValidationSet = ShapeData.Table(FeatureForm.Encoded, rows: 9);
        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(ShapeData.Table(FeatureForm.Encoded));

        string start = Assert.Single(lines, e => e.Message.Contains("Training ASNet-8-4-1 on 30 images of 12x16x3, 3 classes", StringComparison.Ordinal)).Message;
        Assert.Contains("seed 7", start, StringComparison.Ordinal);
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            var line = Assert.Single(lines, e => e.Message.Contains($"Epoch {epoch}/3: loss ", StringComparison.Ordinal));
            Assert.Equal(ChannelMessageKind.Info, line.Kind);
            Assert.Contains("validation loss", line.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_a_callback_throws_ends_the_training()
    {
        var options = ShapeData.Options();
        options.MetricsCallback = _ => throw new TimeoutException("Enough.");

        Assert.Equal("Enough.", Assert.Throws<TimeoutException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options)).Message);
    }
}
