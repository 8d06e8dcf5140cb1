using System.Globalization;
using ActiveShift.Bench.Images;
using ActiveShift.Bench.Latency;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.Bench.Timing;

namespace ActiveShift.Bench.Throughput;

/// <summary>Images a second of ML.NET's Transform, against what its halves could do at best and against ML.NET with an ONNX model.</summary>
internal static class ThroughputBenchmark
{
    public static int Run(ThroughputSettings settings)
    {
        if (!ActiveShiftBackend.IsNative)
        {
            Console.Error.WriteLine($"There is nothing to measure: {ActiveShiftBackend.Reason}");
            return 1;
        }
        using var files = JpegFiles.Of(settings.Images);
        var network = settings.Model is { } model
            ? SavedModel.Load(model).Network
            : settings.Weights is { } path
            ? ActiveShiftModels.LoadCaffe(path)
            : new PretrainedNetwork(RandomNetwork.Weights(NetworkSpec.AsResNet(32)), ImagePreprocessing.ImageNet);
        using var work = new ScoringWork(network, files, settings.Count);
        work.Verify();
        using var peer = settings.Onnx is { } onnx ? new OnnxPipeline(work.Context, onnx, work.Rows) : null;
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"{settings.Count} rows of {files.Description}; {Path.GetFileName(settings.Model ?? settings.Weights) ?? "random weights"}");
        Console.WriteLine($"{settings.Rounds} interleaved rounds after one to warm up, all cores; the scores of every row verified against the engine's first");

        var table = new ResultTable("what", "images/s", "lowest", "highest", "ms/image", "ours / this");
        Batches(table, work, peer, settings);
        Singles(table, work, settings);
        table.Print(Console.Out);
        if (settings.Tsv is { } tsv)
            table.WriteTsv(tsv);
        return 0;
    }

    private static void Batches(ResultTable table, ScoringWork work, OnnxPipeline? peer, ThroughputSettings settings)
    {
        List<(string Name, Action Run)> contestants =
        [
            ("Transform", work.Transform), ("decode + preprocess alone", work.DecodeAll), ("engine alone", work.ScoreAll),
        ];
        if (peer is not null)
            contestants.Add((peer.Name, () => peer.Run(work.Rows)));
        var samples = Rounds.Run(settings.Rounds, contestants, warmupRounds: 1);
        foreach (var sample in samples)
            Add(table, sample, settings.Count, samples[0]);
        // One after the other, each with all cores to itself: more only if they used different parts of a core.
        double ideal = samples[1].Median + samples[2].Median;
        table.Add("ideal: decode, then engine", Format(settings.Count / ideal * 1e3), "", "", Format(ideal / settings.Count), Format(ideal / samples[0].Median));
    }

    private static void Singles(ResultTable table, ScoringWork work, ThroughputSettings settings)
    {
        var samples = Rounds.Run(
            settings.Rounds * 3, [("PredictionEngine, one by one", work.PredictEach), ("decode + engine, one by one", work.DecodeAndScoreEach)], warmupRounds: 1);
        foreach (var sample in samples)
            Add(table, sample, work.Kept, samples[0]);
    }

    private static void Add(ResultTable table, Sample sample, int images, Sample ours) => table.Add(
        sample.Name, Format(images / sample.Median * 1e3), Format(images / sample.Max * 1e3), Format(images / sample.Min * 1e3),
        Format(sample.Median / images), Format(sample.Median / ours.Median));

    private static string Format(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
