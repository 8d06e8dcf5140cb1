using System.Globalization;
using ActiveShift.Bench.Images;
using ActiveShift.Bench.Latency;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using Microsoft.ML;

namespace ActiveShift.Bench.Memory;

/// <summary>Scores many rows in a process without libtorch and follows its memory: whether it is small, and whether it grows.</summary>
internal static class MemoryBenchmark
{
    private const int Step = 1000;

    /// <summary>Growth over the second half of the rows that still counts as flat. Over the first half pools and the collector find their size.</summary>
    private const double FlatShare = 0.05;

    public static int Run(string? folder, int rows, int width, string? tsv)
    {
        if (!ActiveShiftBackend.IsNative || !OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine($"There is nothing to measure: {(OperatingSystem.IsLinux() ? ActiveShiftBackend.Reason : "memory is read from /proc, on Linux only")}");
            return 1;
        }
        using var files = JpegFiles.Of(folder);
        EncodedImageRow[] images = [.. files.Paths.Select(path => new EncodedImageRow { Image = File.ReadAllBytes(path) })];
        var context = new MLContext();
        var network = new PretrainedNetwork(RandomNetwork.Weights(NetworkSpec.AsResNet(width)), ImagePreprocessing.ImageNet);
        using var model = context.Model.CreateActiveShiftResNet(network, featureColumnName: nameof(EncodedImageRow.Image));
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"AS-ResNet-w{width}, float32, random weights; {rows} rows of {files.Description}, through Transform");

        var table = new ResultTable("rows", "resident MB", "peak MB", "GC committed MB");
        List<double> course = [];
        void Note(long row)
        {
            course.Add(ProcessMemory.Resident);
            table.Add($"{row}", Format(course[^1]), Format(ProcessMemory.Peak), Format(GC.GetGCMemoryInfo().TotalCommittedBytes / 1048576.0));
        }

        Note(0);
        double sum = 0;
        var data = context.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(i => images[i % images.Length]));
        long scored = ScoredVectors.Read(model.Transform(data), "Score", (row, scores) =>
        {
            sum += scores[0];
            if ((row + 1) % Step == 0)
                Note(row + 1);
        });
        if (scored != rows || !double.IsFinite(sum))
            throw new InvalidOperationException($"{scored} of {rows} rows were scored; their first scores sum to {sum}.");
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        Report(course);
        return 0;
    }

    private static void Report(List<double> course)
    {
        string[] torch = [.. ProcessMemory.MappedFiles("torch")];
        Console.WriteLine(torch.Length == 0 ? "libtorch is not mapped into this process" : $"mapped into this process: {string.Join(", ", torch)}");
        Console.WriteLine($"peak {Format(ProcessMemory.Peak)} MB, {Format(course[0])} MB before the first row");
        if (course.Count < 3)
            return;
        double half = course[course.Count / 2], growth = course[^1] / half - 1;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"after half of the rows {half:F1} MB, after all {course[^1]:F1} MB ({growth:+0.0%;-0.0%}): {(growth <= FlatShare ? "flat" : "NOT flat")}"));
    }

    private static string Format(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
