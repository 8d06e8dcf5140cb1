using System.Globalization;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.Bench.Timing;
using ActiveShift.Interop;
using TorchSharp;

namespace ActiveShift.Bench.Layers;

/// <summary>
/// The paper's Table 1 and Figure 2 on this engine: the layers that networks are made of, at one size, and how little the time of a layer has to do with
/// its multiply-adds.
/// </summary>
internal static class LayersBenchmark
{
    public static int Run(int rounds, int channels, int size, string? tsv)
    {
        if (!NativeShift.IsAvailable)
        {
            Console.Error.WriteLine($"There is nothing to measure: {ActiveShiftBackend.Reason}");
            return 1;
        }
        FreedMemory.Keep();
        torch.set_num_threads(1);
        using var work = new LayerCase(channels, size);
        work.Verify();
        Console.WriteLine(Processor.Describe());
        Console.WriteLine(Ceilings.Measure(1));
        Console.WriteLine($"{channels} channels, {size}x{size}, batch 1, one thread, float32, {rounds} interleaved rounds, each run after an untimed one; the engine's layers and the shifts verified first");
        Console.WriteLine("MMAC: multiply-adds, in millions; a lone comparison or addition counts as one. GB/s: the bytes that must be read and written, over the time.");

        var layers = Layer.Of(work);
        var samples = Rounds.Run(rounds, [.. layers.Select(layer => (layer.Name, layer.Run))], repeats: true);
        double convolution = samples[layers.FindIndex(layer => layer.IsBaseline)].Median;
        var table = new ResultTable("layer", "runs on", "MMAC", "ms", "min", "max", "ps/MAC", "GMAC/s", "GB/s", "/ 1x1");
        for (int i = 0; i < layers.Count; i++)
        {
            var (layer, sample) = (layers[i], samples[i]);
            double operations = layer.OperationsPerValue * work.ValueCount;
            table.Add(
                layer.Name, layer.RunsOn, Format(operations / 1e6), Format(sample.Median), Format(sample.Min), Format(sample.Max),
                operations > 0 ? Format(sample.Median * 1e9 / operations) : "",
                operations > 0 ? Format(operations / sample.Median / 1e6) : "",
                layer.PassesOverMemory > 0 ? Format(layer.PassesOverMemory * work.ValueCount * sizeof(float) / sample.Median / 1e6) : "",
                Format(sample.Median / convolution));
        }
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static string Format(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    /// <param name="Name">What the table calls it.</param>
    /// <param name="RunsOn">Whose code runs.</param>
    /// <param name="OperationsPerValue">Multiply-adds per value of the output.</param>
    /// <param name="PassesOverMemory">Tensors that are read or written; 0 where the layer is not bound by memory.</param>
    /// <param name="Run">Runs it once.</param>
    /// <param name="IsBaseline">Whether the last column compares with it.</param>
    private sealed record Layer(string Name, string RunsOn, double OperationsPerValue, int PassesOverMemory, Action Run, bool IsBaseline = false)
    {
        public static List<Layer> Of(LayerCase work) =>
        [
            new("1x1 conv", $"engine {work.EngineVersion}", work.Channels, 0, work.Convolution.Run, IsBaseline: true),
            new("shift + 1x1 conv", $"engine {work.EngineVersion}", work.Channels + 4, 0, work.ShiftedConvolution.Run),
            new("1x1 conv", "libtorch, eager", work.Channels, 0, work.TorchConvolution),
            new("3x3 depthwise conv", "libtorch, eager", 9, 2, work.TorchDepthwise),
            new("batch norm.", "libtorch, eager", 1, 2, work.TorchBatchNorm),
            new("ReLU", "libtorch, in place", 1, 2, work.TorchRelu),
            new("sum of two", "libtorch, in place", 1, 3, work.TorchSum),
            new("active shift", $"operator {work.ShiftVersion}", 4, 2, work.Shift),
            new("integer shift", $"operator {work.ShiftVersion}", 0, 2, work.IntegerShift),
        ];
    }
}
