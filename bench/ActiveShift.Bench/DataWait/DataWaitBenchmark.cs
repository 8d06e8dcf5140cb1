using System.Diagnostics;
using System.Globalization;
using ActiveShift.Bench.Images;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.ML;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.Bench.DataWait;

/// <summary>Trains at the ImageNet networks' size with the costliest augmentation, and says how long a step waited for its images.</summary>
internal static class DataWaitBenchmark
{
    private const int Classes = 2;

    public static int Run(string? folder, int count, int epochs, int threads, string? tsv)
    {
        using var files = JpegFiles.Of(folder);
        byte[][] contents = [.. files.Paths.Select(File.ReadAllBytes)];
        var context = new MLContext(1);
        var rows = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, count).Select(i => new Row { Image = contents[i % contents.Length], Label = (uint)(i % Classes) }));
        var table = new ResultTable(["epoch", "images/s", "waited for data", "seconds"]);
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"{count} images: {files.Description}; AS-ResNet-w32 at 224x224, random resized crops, flips, colour jitter, 32 images a step");
        long start = Stopwatch.GetTimestamp();
        double? read = null;
        var trainer = context.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
        {
            FeatureColumnName = nameof(Row.Image),
            Training = Recipe.ImageNet with
            {
                Epochs = epochs,
                BatchSize = 32,
                LearningRate = 0.01,
                RandomCrop = RandomCrop.Resized,
                ColorJitter = new ColorJitter { Brightness = 0.4, Contrast = 0.4, Saturation = 0.4 },
                Threads = threads,
            },
            MetricsCallback = metrics =>
            {
                read ??= Stopwatch.GetElapsedTime(start).TotalSeconds - metrics.Seconds;
                table.Add(
                    metrics.Epoch.ToString(CultureInfo.InvariantCulture), Format(metrics.ImagesPerSecond, "F1"), Format(metrics.DataWaitShare, "F4"),
                    Format(metrics.Seconds, "F1"));
            },
        });
        trainer.Fit(rows).Dispose();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read and decoded, once, before the first step: {read:F1} s"));
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];

        [KeyType(Classes)]
        public uint Label { get; set; }
    }
}
