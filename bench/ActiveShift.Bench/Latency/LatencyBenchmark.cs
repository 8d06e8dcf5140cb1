using System.Globalization;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.Bench.Timing;
using ActiveShift.Training;
using TorchSharp;

namespace ActiveShift.Bench.Latency;

/// <summary>Times one image through the paper's ImageNet networks, every precision, beside the peers.</summary>
internal static class LatencyBenchmark
{
    private static readonly int[] _widths = [32, 50, 68];

    public static int Run(int[] threadCounts, int rounds, string[] onnxFiles, string? tsv)
    {
        if (!ActiveShiftBackend.IsNative)
        {
            Console.Error.WriteLine($"There is nothing to measure: {ActiveShiftBackend.Reason}");
            return 1;
        }
        // Threads that spin would go on beside the other contestants; ONNX Runtime's may not either.
        OpenMPWaitPolicy.PreferSleeping();
        FreedMemory.Keep();
        Ceilings[] ceilings = [.. threadCounts.Select(Ceilings.Measure)];
        Console.WriteLine(Processor.Describe());
        foreach (var ceiling in ceilings)
            Console.WriteLine(ceiling);
        Console.WriteLine($"batch 1, 3x224x224, {rounds} interleaved rounds; float32 verified against libtorch first; 'of peak' is of the FMA peak of as many threads");
        OnnxModel[] models = [.. onnxFiles.SelectMany(OnnxModel.Of)];
        var table = new ResultTable(["network", "runs on", "threads", "MMAC", "ms", "min", "max", "GMAC/s", "of peak", .. models.Select(model => $"/ {model.Name}")]);
        foreach (var ceiling in ceilings)
            Measure(table, ceiling, rounds, models);
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static void Measure(ResultTable table, Ceilings ceilings, int rounds, OnnxModel[] models)
    {
        int threads = ceilings.Threads;
        torch.set_num_threads(threads);
        var peers = Array.ConvertAll(models, model => new OnnxPeer(model, threads));
        var ours = _widths.SelectMany(width => Contestant.Of(width, threads)).ToList();
        try
        {
            var samples = Rounds.Run(rounds, [.. peers.Select(p => (p.Model.Name, (Action)p.Run)), .. ours.Select(c => (c.Name, c.Run))]);
            for (int i = 0; i < peers.Length; i++)
                table.Add([models[i].Name, models[i].RunsOn, $"{threads}", "", .. Times(samples[i]), "", "", .. peers.Select((_, k) => Format(samples[i].Median / samples[k].Median))]);
            for (int i = 0; i < ours.Count; i++)
            {
                var sample = samples[peers.Length + i];
                double rate = ours[i].MultiplyAdds / sample.Median / 1e6;
                // A share of the float32 peak says nothing about other arithmetic.
                string share = ours[i].IsFloat32 ? Format(rate / ceilings.Peak.Best) : "";
                table.Add([ours[i].Name, ours[i].RunsOn, $"{threads}", Format(ours[i].MultiplyAdds / 1e6), .. Times(sample), Format(rate), share,
                    .. peers.Select((_, k) => Format(sample.Median / samples[k].Median))]);
            }
        }
        finally
        {
            foreach (var disposable in peers.Concat<IDisposable>(ours))
                disposable.Dispose();
        }
    }

    private static string[] Times(Sample sample) => [Format(sample.Median), Format(sample.Min), Format(sample.Max)];

    private static string Format(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>One network on one way to run it.</summary>
    private sealed record Contestant(string Name, string RunsOn, double MultiplyAdds, bool IsFloat32, Action Run, IDisposable Owner) : IDisposable
    {
        public static IEnumerable<Contestant> Of(int width, int threads)
        {
            var spec = NetworkSpec.AsResNet(width);
            var weights = RandomNetwork.Weights(spec);
            float[] image = RandomNetwork.Image(spec);
            float[] logits = new float[spec.Classes];
            var engine = new InferenceEngine(weights);
            var int8 = new InferenceEngine(weights, new EngineOptions { Precision = EnginePrecision.Int8, ActivationStatistics = ActivationStatistics.Measure(weights, [image]) });
            var eager = new TorchNetwork(weights);
            Verify(engine, eager, image, spec);
            yield return new($"AS-ResNet-w{width} float32", $"engine {engine.Version}", spec.MultiplyAdds, true, () => engine.Run(image, 1, logits, threads), engine);
            yield return new($"AS-ResNet-w{width} int8", $"engine {int8.Version}", spec.MultiplyAdds, false, () => int8.Run(image, 1, logits, threads), int8);
            yield return new($"AS-ResNet-w{width} float32", "libtorch, eager", spec.MultiplyAdds, true, () => eager.Logits(image, 1, logits), eager);
        }

        public void Dispose() => Owner.Dispose();

        private static void Verify(InferenceEngine engine, TorchNetwork eager, float[] image, NetworkSpec spec)
        {
            float[] actual = new float[spec.Classes], expected = new float[spec.Classes];
            engine.Run(image, 1, actual);
            eager.Logits(image, 1, expected);
            float scale = expected.Max(MathF.Abs);
            float difference = actual.Zip(expected, (a, b) => MathF.Abs(a - b)).Max() / scale;
            if (!(difference <= 1e-4f))
                throw new InvalidOperationException($"The engine differs from libtorch by {difference:G3} of the largest logit.");
        }
    }
}
