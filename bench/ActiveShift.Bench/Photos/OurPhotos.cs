using ActiveShift.ML;
using Microsoft.ML;

namespace ActiveShift.Bench.Photos;

/// <summary>The trainer of this library on the files of photographs.</summary>
internal static class OurPhotos
{
    /// <param name="name">In the table.</param>
    /// <param name="options">Makes the trainer's options for a seed.</param>
    /// <param name="isTaught">
    /// Whether <see cref="ResNet18Photos"/> is trained first, on the same images, and is its teacher.
    /// </param>
    public static PhotoMethod Method(
        string name, Func<int, ActiveShiftResNetTrainer.Options> options, bool isTaught) => new(
        name,
        (context, seed, training) =>
            Pipeline(context, options(seed), isTaught ? ResNet18Photos.Pipeline(context).Fit(training) : null),
        // TorchSharp's libraries are published with every application that references ActiveShift.ML, though scoring
        // does not load them.
        ["ActiveShift.dll", "ActiveShift.ML.dll", "ActiveShift.Training.dll", "libactiveshift", "TorchSharp.dll",
            "LibTorchSharp", "Google.Protobuf.dll", "ICSharpCode.SharpZipLib.dll"]);

    private static IEstimator<ITransformer> Pipeline(
        MLContext context, ActiveShiftResNetTrainer.Options options, ITransformer? teacher)
    {
        options.FeatureColumnName = "Image";
        options.Teacher = teacher;
        return context.Transforms.LoadRawImageBytes(options.FeatureColumnName, "", nameof(PhotoRow.ImagePath))
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(options));
    }
}
