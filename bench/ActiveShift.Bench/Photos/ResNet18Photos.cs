using Microsoft.ML;

namespace ActiveShift.Bench.Photos;

/// <summary>
/// ML.NET's own way: the features of a ResNet-18 that was trained on ImageNet, and a linear classifier on them.
/// </summary>
internal static class ResNet18Photos
{
    /// <summary>Its name on the command line.</summary>
    public const string Option = "resnet18";

    private const int Side = 224;

    // The ONNX models are in the saved model; the featurizer's own assembly and files are there for training alone.
    public static PhotoMethod Method { get; } = new(
        "ResNet-18 features, linear (ML.NET)", (context, _, _) => Pipeline(context),
        ["Microsoft.ML.OnnxTransformer.dll", "Microsoft.ML.OnnxRuntime.dll", "Google.Protobuf.dll", "onnxruntime",
            "onnxruntime_providers_shared"]);

    /// <summary>
    /// As the documentation of <c>DnnFeaturizeImage</c> has it, with the features kept between the passes of the linear
    /// trainer.
    /// </summary>
    public static IEstimator<ITransformer> Pipeline(MLContext context) =>
        context.Transforms.LoadImages("Photo", "", nameof(PhotoRow.ImagePath))
            .Append(context.Transforms.ResizeImages("Photo", Side, Side))
            .Append(context.Transforms.ExtractPixels("Pixels", "Photo"))
            .Append(context.Transforms.DnnFeaturizeImage(
                "Features", dnn => dnn.ModelSelector.ResNet18(context, dnn.OutputColumn, dnn.InputColumn), "Pixels"))
            .AppendCacheCheckpoint(context)
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
}
