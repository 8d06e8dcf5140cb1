using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;
using Microsoft.ML;
using static Microsoft.ML.DataOperationsCatalog;

namespace ActiveShift.ML.Tests.Contract;

/// <summary>A pipeline in the order that ML.NET's tutorial on image classification uses, with the trainer changed and nothing else.</summary>
public sealed class TutorialPipelineTests
{
    [Fact]
    public void Only_the_trainer_changes_in_a_pipeline_made_for_ImageClassification()
    {
        const int rows = 90;
        using var folder = new TempFolder();
        var files = Enumerable.Range(0, rows).Select(row =>
        {
            folder.Write($"{row}.png", Shapes.Png(row));
            return new ImageData { ImagePath = $"{row}.png", Label = Shapes.Names[Shapes.Class(row)] };
        });
        var mlContext = new MLContext(seed: 1);
        var shuffled = mlContext.Data.ShuffleRows(mlContext.Data.LoadFromEnumerable(files.ToArray()));
        var preprocessing = mlContext.Transforms.Conversion.MapValueToKey("LabelAsKey", "Label")
            .Append(mlContext.Transforms.LoadRawImageBytes("Image", folder.Path, "ImagePath"));
        var data = preprocessing.Fit(shuffled).Transform(shuffled);
        TrainTestData split = mlContext.Data.TrainTestSplit(data, testFraction: 0.3);
        TrainTestData validationAndTest = mlContext.Data.TrainTestSplit(split.TestSet);
        var told = new List<TrainingMetrics>();

        var trainingPipeline = mlContext.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
        {
            FeatureColumnName = "Image",
            LabelColumnName = "LabelAsKey",
            ValidationSet = validationAndTest.TrainSet,
            MetricsCallback = told.Add,
            Epochs = 12,
            BatchSize = 8,
            Training = new TrainingOptions { CropPadding = 1, HorizontalFlip = false },
        })
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var trained = trainingPipeline.Fit(split.TrainSet);
        var predictions = mlContext.Data.CreateEnumerable<ImagePrediction>(trained.Transform(split.TestSet), reuseRowObject: false).ToList();

        Assert.Equal(12, told.Count);
        Assert.All(told, metrics => Assert.NotNull(metrics.ValidationAccuracy));
        Assert.NotEmpty(predictions);
        Assert.All(predictions, p => Assert.Contains(p.PredictedLabel, Shapes.Names));
        // Three kinds of shapes in three colours: nearly all must be found, a third would be by chance.
        Assert.InRange(predictions.Count(p => p.PredictedLabel == p.Label) / (double)predictions.Count, 0.8, 1);
    }

    private sealed class ImageData
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class ImagePrediction
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";

        public string PredictedLabel { get; set; } = "";
    }
}
