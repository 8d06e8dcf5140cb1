using System.Diagnostics;
using System.Globalization;
using ActiveShift.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Samples;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace QuickStart;

/// <summary>The main job from end to end.</summary>
internal static class Demo
{
    public static int Run(DemoSettings settings)
    {
        var context = new MLContext(settings.Seed);
        context.Log += Show;
        var data = settings.DataFolder is { } folder
            ? FolderImages.Load(context, folder, settings.Seed)
            : FashionImages.Load(context, settings.InitialModel is not null);
        Console.WriteLine($"ActiveShift.ML on {data.Description}.");

        var options = new ActiveShiftResNetTrainer.Options
        {
            FeatureColumnName = "Image",
            InitialModel = settings.InitialModel is { } initial ? InitialNetwork.Load(context, initial) : null,
            Training = data.Training,
            Epochs = settings.Epochs,
            Threads = settings.Threads,
            MetricsCallback = new TrainingProgress().Report,
        };
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue)
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(
                Tuning.Choose(context, settings, data.Train, options)))
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var clock = Stopwatch.StartNew();
        using var model = pipeline.Fit(data.Train);
        double seconds = clock.Elapsed.TotalSeconds;
        var trained = model.OfType<ActiveShiftResNetTransformer>().Single().Model;

        var metrics = Evaluate(context, model, data.Test);
        var calibration = context.MulticlassClassification.EvaluateCalibration(model.Transform(data.Test));
        Report.Confusion(metrics.ConfusionMatrix, trained.ClassNames);

        context.Model.Save(model, data.Train.Schema, settings.ModelPath);
        var loaded = context.Model.Load(settings.ModelPath, out _);
        using var owner = loaded as IDisposable;
        var reloadedMetrics = Evaluate(context, loaded, data.Test);
        Report.Singles(data.PredictSome(loaded));

        Print($"top1={metrics.MicroAccuracy:F4}");
        Print($"ece={calibration.ExpectedCalibrationError:F4}");
        Print($"reloaded_top1={reloadedMetrics.MicroAccuracy:F4}");
        Print($"seconds_training={seconds:F1}");
        Print($"images_per_second_training={trained.Facts?.Images * trained.Facts?.Epochs / seconds:F0}");
        Print($"model={settings.ModelPath}");
        return 0;
    }

    /// <summary>
    /// What the library has to say of the data (classes without images, skipped files, sizes that differ widely), and
    /// what the trainer decides. Its lines on epochs are <see cref="TrainingProgress"/>'s part.
    /// </summary>
    private static void Show(object? sender, LoggingEventArgs message)
    {
        bool isTrainers = message.Source.StartsWith(nameof(ActiveShiftResNetTrainer), StringComparison.Ordinal)
            && !message.RawMessage.StartsWith("Epoch ", StringComparison.Ordinal);
        if (message.Kind == ChannelMessageKind.Warning)
            Console.WriteLine($"warning: {message.RawMessage}");
        else if (message.Kind == ChannelMessageKind.Info && isTrainers)
            Console.WriteLine(message.RawMessage);
    }

    private static MulticlassClassificationMetrics Evaluate(MLContext context, ITransformer model, IDataView test) =>
        context.MulticlassClassification.Evaluate(model.Transform(test));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
