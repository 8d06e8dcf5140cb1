using System.Diagnostics;
using System.Globalization;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.ML;
using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.Bench.Transfer;

/// <summary>Trains on a few images a class in three ways, and counts right answers on others. It is about accuracy; the times are by the way.</summary>
internal static class TransferBenchmark
{
    public static int Run(string weights, string data, TransferPlan plan, string? tsv)
    {
        var context = new MLContext(seed: plan.Seed);
        var training = context.Data.LoadFromEnumerable(Files(Path.Combine(data, "train"), plan.PerClass));
        var test = context.Data.LoadFromEnumerable(Files(Path.Combine(data, "test"), plan.TestPerClass));
        var pretrained = ActiveShiftModels.LoadCaffe(weights);
        double[] frozen = [.. pretrained.Spec.Stages.Select(_ => 0.0)];
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"{plan.PerClass} images a class, {plan.Epochs} epochs, seed {plan.Seed}; top-1 on {plan.TestPerClass} other images a class");
        var table = new ResultTable(["beginning", "trained", "learning rate", "top-1", "training accuracy", "seconds"]);
        var begun = Recipe.FineTune with { Epochs = plan.Epochs, BatchSize = 32 };
        Add("the authors' w32", "classifier alone", new() { InitialModel = pretrained, Training = begun with { LearningRate = 0.1, StageLearningRateFactors = frozen } });
        Add("the authors' w32", "everything", new() { InitialModel = pretrained, Training = begun });
        Add("fresh values", "everything", new()
        {
            Architecture = NetworkArchitecture.AsResNet(32),
            ImageHeight = pretrained.Spec.Height,
            ImageWidth = pretrained.Spec.Width,
            Training = begun with { LearningRate = 0.05 },
        });
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;

        void Add(string beginning, string trained, ActiveShiftResNetTrainer.Options options)
        {
            options.FeatureColumnName = nameof(ImageRow.Image);
            long start = Stopwatch.GetTimestamp();
            var model = context.Transforms.Conversion.MapValueToKey("Label")
                .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(options)).Fit(training);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var metrics = context.MulticlassClassification.Evaluate(model.Transform(test));
            string[] cells =
            [
                beginning, trained, options.Training!.LearningRate.ToString(CultureInfo.InvariantCulture), Format(metrics.MicroAccuracy),
                Format(model.LastTransformer.Model.Facts!.Accuracy), seconds.ToString("F0", CultureInfo.InvariantCulture),
            ];
            table.Add(cells);
            Console.WriteLine(string.Join("  ", cells));
            model.Dispose();
        }
    }

    private static string Format(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>The first files of every class, by name.</summary>
    private static ImageRow[] Files(string folder, int perClass) =>
    [
        .. from name in Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
           from file in Directory.GetFiles(name).Order(StringComparer.Ordinal).Take(perClass)
           select new ImageRow { Image = File.ReadAllBytes(file), Label = Path.GetFileName(name) },
    ];

    private sealed class ImageRow
    {
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
