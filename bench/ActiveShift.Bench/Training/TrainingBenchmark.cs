using System.Globalization;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.Bench.Timing;
using ActiveShift.Training;
using TorchSharp;

namespace ActiveShift.Bench.Training;

/// <summary>
/// The training times of the paper's block comparison: one step of ASNet with the active shift (1B-ASL-1 in the paper), with a depthwise convolution
/// (1B-DW3-1), and with that and a third batch normalisation (1B-DW3-B-1).
/// </summary>
internal static class TrainingBenchmark
{
    private const int VerifiedSteps = 10;

    private static readonly (string Name, SpatialLayer Layer)[] _blocks =
    [
        ("1B-ASL-1", SpatialLayer.ActiveShift), ("1B-DW3-1", SpatialLayer.Depthwise), ("1B-DW3-B-1", SpatialLayer.DepthwiseBatchNorm),
    ];

    public static int Run(int[] threadCounts, int rounds, int batch, int width, string? tsv)
    {
        OpenMPWaitPolicy.PreferSleeping();
        using var memory = new MallocRetention();
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"ASNet-20-{width}-1, {batch} images of 32x32x3 a step, shift and batch normalisation by {ActiveShiftBackend.Name}, {rounds} interleaved rounds, medians in ms;");
        Console.WriteLine($"every network was trained for {VerifiedSteps} steps first, and its loss fell");
        var table = new ResultTable("block", "threads", "step", "min", "max", "images/s", "/ 1B-DW3-B-1", "forward", "backward", "update");
        foreach (int threads in threadCounts)
        {
            torch.set_num_threads(threads);
            Measure(table, threads, rounds, batch, width);
        }
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static void Measure(ResultTable table, int threads, int rounds, int batch, int width)
    {
        var cases = _blocks.Select(b => new TrainingCase(b.Name, NetworkSpec.AsNet(20, width, 1, classes: 10, spatial: b.Layer), batch)).ToArray();
        foreach (var work in cases)
            work.Verify(VerifiedSteps);
        var samples = Rounds.Run(rounds, [.. cases.Select(work => (work.Name, (Action)work.Step))], warmupRounds: 0);
        for (int i = 0; i < cases.Length; i++)
        {
            table.Add(
                cases[i].Name, $"{threads}", Format(samples[i].Median), Format(samples[i].Min), Format(samples[i].Max),
                Format(batch * 1000 / samples[i].Median), (samples[i].Median / samples[^1].Median).ToString("F3", CultureInfo.InvariantCulture),
                Median(cases[i].Forward), Median(cases[i].Backward), Median(cases[i].Update));
            cases[i].Dispose();
        }
    }

    private static string Median(List<double> times) => Format(Sample.Of("", times).Median);

    private static string Format(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
