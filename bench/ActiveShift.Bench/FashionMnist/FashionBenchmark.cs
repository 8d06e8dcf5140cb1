using System.Diagnostics;
using System.Globalization;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.ML;
using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.Bench.FashionMnist;

/// <summary>Trains on all of Fashion-MNIST by a preset, and counts right answers on its test set.</summary>
internal static class FashionBenchmark
{
    public static int Run(string data, FashionPlan plan, string? tsv)
    {
        var recipe = plan.Epochs is { } epochs ? Recipe.SmallImages with { Epochs = epochs } : Recipe.SmallImages;
        var context = new MLContext(plan.Seed);
        var architecture = NetworkArchitecture.AsNet(plan.Depth, plan.Width, plan.Expansion);
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"{architecture}, Recipe.SmallImages, {recipe.Epochs} epochs, seed {plan.Seed}");
        long start = Stopwatch.GetTimestamp();
        using var model = context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
            {
                FeatureColumnName = "Image",
                Architecture = architecture,
                Training = recipe with { Threads = plan.Threads },
                MetricsCallback = Report,
            }))
            .Fit(FashionFiles.Train(context, data));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var metrics = context.MulticlassClassification.Evaluate(model.Transform(FashionFiles.Test(context, data)));
        var trained = model.LastTransformer.Model;
        var table = new ResultTable(["network", "parameters", "epochs", "seed", "top-1", "training accuracy", "seconds", "images/s"]);
        table.Add(
            architecture.ToString()!,
            trained.Network.ParameterCount.ToString(CultureInfo.InvariantCulture),
            recipe.Epochs.ToString(CultureInfo.InvariantCulture),
            plan.Seed.ToString(CultureInfo.InvariantCulture),
            Format(metrics.MicroAccuracy),
            Format(trained.Facts!.Accuracy),
            seconds.ToString("F0", CultureInfo.InvariantCulture),
            (trained.Facts.Images * recipe.Epochs / seconds).ToString("F0", CultureInfo.InvariantCulture));
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static void Report(TrainingMetrics metrics) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"epoch {metrics.Epoch}: loss {metrics.Loss:F4}, accuracy {metrics.Accuracy:F4}, {metrics.ImagesPerSecond:F0} images/s"));

    private static string Format(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
