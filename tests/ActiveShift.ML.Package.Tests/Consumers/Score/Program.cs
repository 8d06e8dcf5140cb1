using ActiveShift.ML;
using Microsoft.ML;

// SCORE IMAGES MODEL: loads the model and scores. Then tries to train, for which there is no libtorch.
Scores.Print(args[1], args[0]);

// As on a machine without NuGet's packages, among which TorchSharp would look for a libtorch, to copy it to this program.
Environment.SetEnvironmentVariable("HOME", Path.Combine(AppContext.BaseDirectory, "no-home"));
Environment.SetEnvironmentVariable("NUGET_PACKAGES", null);
var mlContext = new MLContext(seed: 1);
var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
    .Append(mlContext.MulticlassClassification.Trainers.ActiveShiftResNet(featureColumnName: "Image"));
try
{
    pipeline.Fit(mlContext.Data.LoadImageFolder(args[0], includeImageBytes: true));
}
catch (PlatformNotSupportedException error)
{
    Console.WriteLine($"untrained {error.Message}");
}
