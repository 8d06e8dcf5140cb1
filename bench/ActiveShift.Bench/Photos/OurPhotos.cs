using ActiveShift.ML;
using Microsoft.ML;

namespace ActiveShift.Bench.Photos;

/// <summary>The trainer of this library on the files of photographs.</summary>
internal static class OurPhotos
{
    /// <param name="name">In the table.</param>
    /// <param name="options">Makes the trainer's options for a seed.</param>
    public static PhotoMethod Method(string name, Func<int, ActiveShiftResNetTrainer.Options> options) => new(
        name, (context, seed) => Pipeline(context, options(seed)),
        // TorchSharp's libraries are published with every application that references ActiveShift.ML, though scoring does not load them.
        ["ActiveShift.dll", "ActiveShift.ML.dll", "ActiveShift.Training.dll", "activeshift", "TorchSharp.dll", "LibTorchSharp", "Google.Protobuf.dll",
            "ICSharpCode.SharpZipLib.dll"]);

    private static IEstimator<ITransformer> Pipeline(MLContext context, ActiveShiftResNetTrainer.Options options)
    {
        options.FeatureColumnName = "Image";
        return context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.Transforms.LoadRawImageBytes(options.FeatureColumnName, "", nameof(PhotoRow.ImagePath)))
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(options));
    }
}
