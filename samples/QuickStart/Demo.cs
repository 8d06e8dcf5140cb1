using System.Diagnostics;
using System.Globalization;
using ActiveShift.ML;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace QuickStart;

/// <summary>The main job from end to end.</summary>
internal static class Demo
{
    /// <summary>Few images: smaller steps and smaller crops than the defaults, which are the paper's for 50,000 images of 32x32.</summary>
    private static readonly TrainingOptions _fromScratch = new() { BatchSize = 32, CropPadding = 2 };

    public static int Run(DemoSettings settings)
    {
        var context = new MLContext(settings.Seed);
        context.Log += ShowWarning;
        var data = settings.DataFolder is { } folder ? FolderImages.Load(context, folder, settings.Seed) : FashionImages.Load(context);
        int epochs = settings.Epochs ?? data.Epochs;
        Console.WriteLine($"ActiveShift.ML on {data.Description}: {epochs} epochs.");

        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue)
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(Tuning.Choose(context, settings, data.Train, new ActiveShiftResNetTrainer.Options
            {
                FeatureColumnName = "Image",
                InitialModel = settings.InitialModelPath is { } path ? InitialNetwork.Load(context, path) : null,
                Training = (settings.InitialModelPath is null ? _fromScratch : Recipe.FineTune) with { Epochs = epochs, Threads = settings.Threads },
                MetricsCallback = new TrainingProgress(epochs).Report,
            })))
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var clock = Stopwatch.StartNew();
        using var model = pipeline.Fit(data.Train);
        double seconds = clock.Elapsed.TotalSeconds;
        var trained = model.OfType<ActiveShiftResNetTransformer>().Single().Model;

        var metrics = Evaluate(context, model, data.Test);
        Report.Confusion(metrics.ConfusionMatrix, trained.ClassNames);

        context.Model.Save(model, data.Train.Schema, settings.ModelPath);
        var loaded = context.Model.Load(settings.ModelPath, out _);
        using var owner = loaded as IDisposable;
        var reloadedMetrics = Evaluate(context, loaded, data.Test);
        Report.Singles(data.PredictSome(loaded));

        Print($"top1={metrics.MicroAccuracy:F4}");
        Print($"reloaded_top1={reloadedMetrics.MicroAccuracy:F4}");
        Print($"seconds_training={seconds:F1}");
        Print($"images_per_second_training={trained.Facts?.Images * trained.Facts?.Epochs / seconds:F0}");
        Print($"model={settings.ModelPath}");
        return 0;
    }

    /// <summary>
    /// What the library has to say of the data: classes without images, skipped files, sizes that differ widely.
    /// </summary>
    private static void ShowWarning(object? sender, LoggingEventArgs message)
    {
        if (message.Kind == ChannelMessageKind.Warning)
            Console.WriteLine($"warning: {message.RawMessage}");
    }

    private static MulticlassClassificationMetrics Evaluate(MLContext context, ITransformer model, IDataView test) =>
        context.MulticlassClassification.Evaluate(model.Transform(test));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
