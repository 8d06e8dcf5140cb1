using Microsoft.ML;

namespace ActiveShift.ML.Tests.Readme;

/// <summary>The pipeline that the README shows, as code that compiles. What stands between the marks must be what stands there.</summary>
internal static class PipelineSnippet
{
    public static ITransformer Run()
    {
        // snippet: pipeline
        var mlContext = new MLContext(seed: 1);
        var photos = mlContext.Data.LoadImageFolder("photos", includeImageBytes: true);
        var parts = mlContext.Data.TrainTestSplit(photos, testFraction: 0.2);

        var options = new ActiveShiftResNetTrainer.Options { FeatureColumnName = "Image", MetricsCallback = Console.WriteLine };
        options.InitialModel = ActiveShiftModels.Load("as-resnet-w32");
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.ActiveShiftResNet(options))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var model = pipeline.Fit(parts.TrainSet);
        Console.WriteLine($"{mlContext.MulticlassClassification.Evaluate(model.Transform(parts.TestSet)).MicroAccuracy:P0} right");
        mlContext.Model.Save(model, photos.Schema, "photos.zip");
        // end of snippet
        return model;
    }
}
