using System.Globalization;
using ActiveShift;
using ActiveShift.ML;
using ActiveShift.Training;
using Microsoft.ML;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace PaperTables;

/// <summary>Trains one row in an ordinary ML.NET pipeline, tests it and writes down what came of it.</summary>
internal static class Experiment
{
    /// <summary>With at most so many steps the report draws each of them.</summary>
    private const int MaxDrawnSteps = 2000;

    private const double CheckpointMinutes = 2;

    public static int Run(Settings settings)
    {
        try
        {
            var result = Train(settings);
            if (settings.TablePath is { } table)
                ResultTable.Append(table, result);
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException or InvalidOperationException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static Result Train(Settings settings)
    {
        if (settings.TablePath is { } table)
            ResultTable.Check(table);
        var context = new MLContext(settings.Seed);
        var data = PaperData.Load(context, settings.DataFolder, settings.Row, settings.Classes);
        var recipe = settings.Row.Recipe with
        {
            Threads = settings.Threads,
            BatchSize = settings.BatchSize ?? settings.Row.Recipe.BatchSize,
            GpuDeviceId = settings.Gpu,
            Precision = settings.Precision,
        };
        if (settings.Iterations is { } iterations)
            recipe = recipe with { Iterations = iterations };
        if (settings.CheckpointFile is { } file)
        {
            recipe = recipe with
            {
                Checkpoint = new CheckpointOptions { File = file, EveryEpochs = 0, EveryMinutes = CheckpointMinutes },
                ResumeFrom = File.Exists(file) ? file : null,
            };
        }
        long batchesPerEpoch = (data.TrainImages + recipe.BatchSize - 1) / recipe.BatchSize;
        long steps = recipe.Iterations ?? recipe.Epochs * batchesPerEpoch;

        string name = string.Create(CultureInfo.InvariantCulture, $"{settings.Row.Name}-{settings.Variant.Name}-{data.Classes}-seed{settings.Seed}-{steps}");
        var report = new TrainingReport(name);
        var progress = new TrainingProgress(steps, batchesPerEpoch);
        Console.WriteLine($"{settings.Row.Name}, {settings.Variant.Name}: {steps} steps of {recipe.BatchSize} images out of {data.TrainImages} in {data.Classes} classes.");
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue)
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
            {
                FeatureColumnName = "Image",
                Architecture = settings.Row.Architecture(settings.Variant.Layer),
                Training = recipe,
                Seed = settings.Seed,
                ReportBatches = true,
                MetricsCallback = metrics =>
                {
                    progress.Report(metrics);
                    if (metrics.Batch is null || steps <= MaxDrawnSteps)
                        report.Add(metrics);
                },
            }));
        using var model = pipeline.Fit(data.Train);
        var summary = report.AddEvaluation(model.Transform(data.Test), new EvaluationOptions { ImageColumnName = "Image" });
        var trained = model.LastTransformer.Model;
        report.AddModel(trained);
        if (settings.ReportFolder is { } folder)
        {
            report.Write(Path.Combine(folder, name + ".html"));
            report.WritePictures(Path.Combine(folder, name));
        }

        double[] shifts = [.. Shifts(trained.Weights)];
        var result = new Result
        {
            Row = settings.Row.Name,
            Variant = settings.Variant.Name,
            Classes = data.Classes,
            Seed = settings.Seed,
            Iterations = steps,
            BatchSize = recipe.BatchSize,
            Accuracy = 100 * summary.Accuracy,
            PaperAccuracy = PaperFigures.Find(settings.Row, settings.Variant, data.Classes),
            Parameters = trained.Network.ParameterCount,
            MultiplyAdds = trained.Network.MultiplyAdds,
            TrainSeconds = progress.Seconds,
            ImagesPerSecond = progress.ImagesPerSecond,
            MeanShift = shifts.Length > 0 ? shifts.Average() : null,
            MaxShift = shifts.Length > 0 ? shifts.Max() : null,
            Date = DateTime.UtcNow,
            Processor = Processor.Describe(settings.Gpu, settings.Precision),
        };
        Print(result);
        return result;
    }

    /// <summary>|α| and |β| of every channel, trained or fixed.</summary>
    private static IEnumerable<double> Shifts(NetworkWeights weights) => weights.Spec.Tensors
        .Where(tensor => tensor.Role is TensorRole.Shift or TensorRole.FixedShift)
        .SelectMany(tensor => weights[tensor.Name].ToArray())
        .Select(value => Math.Abs((double)value));

    private static void Print(Result result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"top1={result.Accuracy:0.00} paper={result.PaperAccuracy:0.00} parameters={result.Parameters} multiply_adds={result.MultiplyAdds} train_seconds={result.TrainSeconds:0.0} images_per_second={result.ImagesPerSecond:0} mean_shift={result.MeanShift:0.000} max_shift={result.MaxShift:0.000}"));
}
