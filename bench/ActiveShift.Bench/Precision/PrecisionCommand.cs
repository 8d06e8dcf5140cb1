using System.CommandLine;
using ActiveShift.Bench.Images;
using ActiveShift.ML;

namespace ActiveShift.Bench.Precision;

/// <summary>The verb <c>precision</c>.</summary>
internal static class PrecisionCommand
{
    public static Command Create()
    {
        var model = new Option<FileInfo?>("--model") { Description = "A saved ML.NET model with an AS-ResNet in it; the class folders are named as its classes." };
        var weights = new Option<FileInfo?>("--weights") { Description = "Instead: a .caffemodel of the authors'; the classes stand in --labels." };
        var images = new Option<DirectoryInfo>("--images") { Description = "The images to score: one folder for each class, or as --labels says.", Required = true };
        var labels = new Option<FileInfo?>("--labels") { Description = "Table of file names and class indices, tab-separated, with a heading." };
        var calibrate = new Option<DirectoryInfo?>("--calibrate")
        {
            Description = "Images to calibrate on, one folder for each class (default: each half of the scored images is calibrated on the other half).",
        };
        var calibrationImages = new Option<int>("--calibration-images")
        {
            Description = "How many of them at most, evenly spread.",
            DefaultValueFactory = _ => ActiveShiftResNetTrainer.Options.MaxCalibrationImages,
        };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("precision", "Right answers of a trained network in float32 and in 8 bits, with every version of the engine.")
        {
            model, weights, images, labels, calibrate, calibrationImages, tsv,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(model) is null) == (result.GetValue(weights) is null) || (result.GetValue(weights) is null) != (result.GetValue(labels) is null))
                result.AddError("Give --model, or --weights with --labels.");
        });
        calibrationImages.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--calibration-images must be at least 1.");
        });
        command.SetAction(arguments =>
        {
            string folder = arguments.GetRequiredValue(images).FullName;
            var (network, classNames) = arguments.GetValue(model) is { } file
                ? SavedModel.Load(file.FullName)
                : (ActiveShiftModels.LoadCaffe(arguments.GetValue(weights)!.FullName), []);
            return PrecisionBenchmark.Run(
                network,
                arguments.GetValue(labels) is { } table
                    ? LabelledFile.InTable(table.FullName, folder, network.Spec.Classes)
                    : LabelledFile.InFolders(folder, classNames),
                arguments.GetValue(calibrate) is { } others ? LabelledFile.Unlabelled(others.FullName) : null,
                arguments.GetValue(calibrationImages),
                arguments.GetValue(tsv)?.FullName);
        });
        return command;
    }
}
