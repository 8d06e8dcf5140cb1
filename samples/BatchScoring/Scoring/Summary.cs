using System.Diagnostics;
using System.Globalization;
using BatchScoring.Progress;

namespace BatchScoring.Scoring;

/// <summary>What came of a shard, on the standard output.</summary>
internal static class Summary
{
    public static void Print(ShardScoring scoring, Throughput throughput)
    {
        using var process = Process.GetCurrentProcess();
        Print($"rows={scoring.Rows}");
        Print($"failed_rows={scoring.FailedRows}");
        Print($"rows_done_before={scoring.Rows - throughput.Done}");
        Print($"seconds={throughput.Elapsed.TotalSeconds:F1}");
        Print($"images_per_second={throughput.Done / throughput.Elapsed.TotalSeconds:F0}");
        Print($"peak_memory_mb={process.PeakWorkingSet64 / (1 << 20)}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
