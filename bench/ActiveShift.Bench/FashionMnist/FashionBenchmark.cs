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
        var recipe = plan.Recipe;
        var context = new MLContext(recipe.Seed);
        var architecture = NetworkArchitecture.AsNet(plan.Depth, plan.Width, plan.Expansion);
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"{architecture}, {recipe}");
        long start = Stopwatch.GetTimestamp();
        using var model = context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
            {
                FeatureColumnName = "Image",
                Architecture = architecture,
                Training = recipe,
                ValidationFraction = plan.Holdout,
                MetricsCallback = Report,
            }))
            .Fit(FashionFiles.Train(context, data));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var trained = model.LastTransformer.Model;
        double top1 = trained.Facts!.ValidationAccuracy ?? context.MulticlassClassification.Evaluate(model.Transform(FashionFiles.Test(context, data))).MicroAccuracy;
        var table = new ResultTable(["network", "parameters", "epochs", "seed", plan.Holdout > 0 ? "top-1, held out" : "top-1", "training accuracy", "seconds", "images/s"]);
        table.Add(
            architecture.ToString()!,
            trained.Network.ParameterCount.ToString(CultureInfo.InvariantCulture),
            recipe.Epochs.ToString(CultureInfo.InvariantCulture),
            trained.Facts.Seed.ToString(CultureInfo.InvariantCulture),
            Format(top1),
            Format(trained.Facts.Accuracy),
            seconds.ToString("F0", CultureInfo.InvariantCulture),
            (trained.Facts.Images * recipe.Epochs / seconds).ToString("F0", CultureInfo.InvariantCulture));
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static void Report(TrainingMetrics metrics) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"epoch {metrics.Epoch}: loss {metrics.Loss:F4}, accuracy {metrics.Accuracy:F4}{HeldOut(metrics)}, {metrics.ImagesPerSecond:F0} images/s"));

    private static string HeldOut(TrainingMetrics metrics) =>
        metrics.ValidationAccuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $", held out {accuracy:F4}") : "";

    private static string Format(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
