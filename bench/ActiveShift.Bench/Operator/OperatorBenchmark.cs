using System.Globalization;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.Bench.Timing;
using ActiveShift.Interop;
using TorchSharp;

namespace ActiveShift.Bench.Operator;

/// <summary>Times the active shift at the sizes of AS-ResNet's stages, against a copy of the same bytes and a depthwise convolution.</summary>
internal static class OperatorBenchmark
{
    private static readonly (int Channels, int Size)[] _sizes = [(64, 56), (128, 28), (256, 14), (512, 7)];

    public static int Run(int[] threadCounts, int rounds, int batch, string? tsv)
    {
        if (!NativeShift.IsAvailable)
        {
            Console.Error.WriteLine($"There is nothing to measure: {ActiveShiftBackend.Reason}");
            return 1;
        }
        FreedMemory.Keep();
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"batch {batch}, float32, {rounds} interleaved rounds, medians in ms; every version verified against the reference first");
        var table = new ResultTable(
            "size", "threads", "version", "forward", "fwd min", "fwd max", "GB/s", "fwd/copy", "depthwise/fwd", "backward", "bwd min", "bwd max", "depthwise/bwd", "copy",
            "depthwise fwd", "depthwise bwd");
        foreach (int threads in threadCounts)
        {
            torch.set_num_threads(threads);
            foreach (var (channels, size) in _sizes)
            {
                using var work = new OperatorCase(batch, channels, size, threads);
                Measure(table, work, rounds, $"{channels}x{size}x{size}", threads);
            }
        }
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static void Measure(ResultTable table, OperatorCase work, int rounds, string size, int threads)
    {
        int reference = NativeBackends.Table.Count - 1;
        var versions = Enumerable.Range(0, reference).Where(i => NativeBackends.Table[i].IsSupported).ToArray();
        foreach (int version in versions)
            work.Verify(version, reference);

        var contestants = new List<(string, Action)>
        {
            ("copy", work.Copy),
            ("depthwise", work.DepthwiseForward),
            ("depthwise both", work.DepthwiseForwardAndBackward),
        };
        foreach (int version in versions)
        {
            contestants.Add(("forward", () => work.Forward(version)));
            contestants.Add(("backward", () => work.Backward(version)));
        }
        var samples = Rounds.Run(rounds, contestants);
        double copy = samples[0].Median, depthwise = samples[1].Median, depthwiseBackward = samples[2].Median - depthwise;
        for (int i = 0; i < versions.Length; i++)
        {
            var (forward, backward) = (samples[3 + 2 * i], samples[4 + 2 * i]);
            table.Add(
                size, $"{threads}", NativeBackends.Table[versions[i]].Name,
                Format(forward.Median), Format(forward.Min), Format(forward.Max), Format(work.ForwardBytes / forward.Median / 1e6),
                Format(forward.Median / copy), Format(depthwise / forward.Median),
                Format(backward.Median), Format(backward.Min), Format(backward.Max), Format(depthwiseBackward / backward.Median),
                Format(copy), Format(depthwise), Format(depthwiseBackward));
        }
    }

    private static string Format(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
