using System.Diagnostics;
using System.Globalization;
using ActiveShift.Bench.Images;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.ML;
using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.Bench.DataPath;

/// <summary>Times the trainer's own batches, from images in memory to a batch's values, without a network.</summary>
internal static class DataPathBenchmark
{
    private const int Classes = 2;

    private static readonly (string Name, int Size, int Count, TrainingOptions Recipe)[] _cases =
    [
        ("32x32, zero-padded crop, flip", 32, 8192, Recipe.Cifar),
        ("224x224, random window, flip", 224, 512, Recipe.ImageNet with { RandomCrop = RandomCrop.Window }),
        ("224x224, random resized crop, flip", 224, 512, Recipe.ImageNet with { RandomCrop = RandomCrop.Resized }),
        ("224x224, the same and colour jitter", 224, 512, Recipe.ImageNet with
        {
            RandomCrop = RandomCrop.Resized,
            ColorJitter = new ColorJitter { Brightness = 0.4, Contrast = 0.4, Saturation = 0.4 },
        }),
    ];

    public static int Run(string? folder, int[] threads, int epochs, string? tsv)
    {
        using var files = JpegFiles.Of(folder);
        byte[][] contents = [.. files.Paths.Select(File.ReadAllBytes)];
        var table = new ResultTable("images", "threads", "images/s");
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"{files.Description}, in batches of 128");
        foreach (var (name, size, count, recipe) in _cases)
        {
            using var sets = Read(contents, size, count, recipe);
            foreach (int number in threads)
                table.Add(name, number.ToString(CultureInfo.InvariantCulture), Rate(sets, recipe, number, epochs).ToString("F0", CultureInfo.InvariantCulture));
        }
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static TrainingSets Read(byte[][] contents, int size, int count, TrainingOptions recipe)
    {
        var context = new MLContext(1);
        var rows = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, count).Select(i => new Row { Image = contents[i % contents.Length], Label = (uint)(i % Classes) }));
        var options = new ActiveShiftResNetTrainer.Options
        {
            FeatureColumnName = nameof(Row.Image),
            ImageHeight = size,
            ImageWidth = size,
            Training = recipe,
        };
        var host = ((IHostEnvironment)context).Register(nameof(DataPathBenchmark));
        using var channel = host.Start("Reading");
        return TrainingSets.Read(host, channel, options, seed: 1, rows, validationData: null);
    }

    /// <summary>Images a second in the fastest of some epochs.</summary>
    private static double Rate(TrainingSets sets, TrainingOptions recipe, int threads, int epochs)
    {
        var preprocessing = sets.Preprocessing;
        var loader = new BatchLoader(
            sets.Training, new ActiveShift.Training.ImageSize(preprocessing.Channels, preprocessing.Height, preprocessing.Width), batchSize: 128, threads, BatchPlacement.Cpu);
        int[] order = [.. Enumerable.Range(0, sets.Training.Count)];
        var augmentation = Augmentation.Of(recipe);
        double best = 0;
        for (int epoch = 0; epoch <= epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            int images = loader.Load(order, augmentation, seed: epoch).Sum(batch => batch.Count);
            // The first makes the buffers and compiles.
            if (epoch > 0)
                best = Math.Max(best, images / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];

        [KeyType(Classes)]
        public uint Label { get; set; }
    }
}
