using System.Globalization;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;

namespace ActiveShift.Bench.Photos;

/// <summary>
/// Trains each method once a seed on the same photographs, and measures all of them on the same others.
/// </summary>
internal static class PhotosBenchmark
{
    private static readonly string[] _columns =
    [
        "method", "data", "images a class", "measured on", "seed", "top-1", "log-loss", "ECE", "seconds to train",
        "ms an image", "MB to ship",
    ];

    public static int Run(IReadOnlyList<PhotoMethod> methods, PhotosPlan plan, string? tsv)
    {
        string data = Path.GetFileName(Path.TrimEndingDirectorySeparator(plan.Data));
        if (plan.Holdout is not null)
            data += ", held out";
        Console.WriteLine(Processor.Describe());
        var table = new ResultTable(_columns);
        var summary = new ResultTable(_columns);
        foreach (var method in methods)
        {
            var runs = new List<PhotoRun>();
            foreach (int seed in plan.Seeds)
            {
                runs.Add(PhotoRun.Of(method, PhotoSets.Of(plan, seed), seed));
                string[] cells = Cells(runs[^1], data);
                table.Add(cells);
                Console.WriteLine(string.Join("  ", cells));
                // Now, since the next ones may take long.
                if (tsv is not null)
                    table.WriteTsv(tsv);
            }
            summary.Add(Cells(PhotoRun.Mean(runs), data));
        }
        Console.WriteLine();
        table.Print(Console.Out);
        Console.WriteLine();
        summary.Print(Console.Out);
        return 0;
    }

    private static string[] Cells(PhotoRun run, string data) =>
    [
        run.Method, data, Format(run.ImagesPerClass, "0.#"), Format(run.Measured, "0.#"),
        run.Seed is { } seed ? Format(seed, "0") : "mean", Format(run.Scores.Top1, "F3"),
        Format(run.Scores.LogLoss, "F3"), Format(run.Scores.CalibrationError, "F3"), Format(run.TrainingSeconds, "F0"),
        Format(run.Milliseconds, "F1"), Format(run.ShippedMegabytes, "F1"),
    ];

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
