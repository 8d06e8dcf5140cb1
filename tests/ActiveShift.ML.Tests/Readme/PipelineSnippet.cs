using Microsoft.ML;

namespace ActiveShift.ML.Tests.Readme;

/// <summary>The pipeline that the README shows, as code that compiles. What stands between the marks must be what stands there.</summary>
internal static class PipelineSnippet
{
    public static ITransformer Run()
    {
        // snippet: pipeline
        var mlContext = new MLContext(seed: 1);
        IDataView images = mlContext.Data.LoadImageFolder("photos", includeImageBytes: true);

        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.ActiveShiftResNet(labelColumnName: "Label", featureColumnName: "Image"))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        ITransformer model = pipeline.Fit(images);
        mlContext.Model.Save(model, images.Schema, "photos.zip");
        // end of snippet
        return model;
    }
}
