using System.Globalization;
using ActiveShift.Bench.FashionMnist;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.ML;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace ActiveShift.Bench.Imbalance;

/// <summary>Trains on two classes of very different frequency, and counts how many test images of each are found.</summary>
internal static class ImbalanceBenchmark
{
    public static int Run(string data, ImbalancePlan plan, string? tsv)
    {
        var context = new MLContext(1);
        var all = Rows(context, FashionFiles.Train(context, data), plan);
        Row[] rare = [.. all.Where(row => row.Label == plan.Rare)];
        Row[] frequent = [.. all.Where(row => row.Label == plan.Frequent)];
        Row[] training = [.. frequent, .. rare.Where((_, i) => i % plan.Ratio == 0)];
        var test = context.Data.LoadFromEnumerable(Rows(context, FashionFiles.Test(context, data), plan));
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"label {plan.Frequent}: {frequent.Length} images, label {plan.Rare}: {training.Length - frequent.Length}; {plan.Epochs} epochs");
        var table = new ResultTable(["class weights", "seed", "recall of the rare", "recall of the frequent", "mean of both"]);
        foreach (bool balanced in (bool[])[false, true])
        {
            for (int seed = 1; seed <= plan.Seeds; seed++)
            {
                var (frequentRecall, rareRecall) = Train(context, training, test, plan, balanced, seed);
                table.Add(
                    balanced ? "balanced" : "equal", seed.ToString(CultureInfo.InvariantCulture), Format(rareRecall), Format(frequentRecall),
                    Format((rareRecall + frequentRecall) / 2));
            }
        }
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static (double Frequent, double Rare) Train(MLContext context, Row[] training, IDataView test, ImbalancePlan plan, bool balanced, int seed)
    {
        using var model = context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue)
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
            {
                FeatureColumnName = nameof(Row.Image),
                Training = Recipe.SmallImages with { Epochs = plan.Epochs, CropPadding = 2, BalancedClassWeights = balanced, Threads = plan.Threads },
                Seed = seed,
            }))
            .Fit(context.Data.LoadFromEnumerable(training));
        var recalls = context.MulticlassClassification.Evaluate(model.Transform(test)).ConfusionMatrix.PerClassRecall;
        return plan.Frequent < plan.Rare ? (recalls[0], recalls[1]) : (recalls[1], recalls[0]);
    }

    private static Row[] Rows(MLContext context, IDataView data, ImbalancePlan plan) =>
        [.. context.Data.CreateEnumerable<Row>(data, reuseRowObject: false).Where(row => row.Label == plan.Frequent || row.Label == plan.Rare)];

    private static string Format(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private sealed class Row
    {
        [VectorType(28, 28)]
        public byte[] Image { get; set; } = [];

        public byte Label { get; set; }
    }
}
