using System.Globalization;
using System.Numerics;
using ActiveShift.Bench.Latency;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.Bench.Timing;
using ActiveShift.Engine;
using ActiveShift.Training;
using TorchSharp;

namespace ActiveShift.Bench.EngineVersions;

/// <summary>
/// Times one image through one network on every version of the scoring engine, in float32 and in 8 bits.
/// </summary>
internal static class EngineVersionsBenchmark
{
    private const string Baseline = "portable";

    /// <summary>Of the largest logit: float32 against libtorch. 8 bits are held against float32 by the tests.</summary>
    private const float Tolerance = 1e-4f;

    public static int Run(int width, int threads, int rounds, string? tsv)
    {
        OpenMPWaitPolicy.PreferSleeping();
        FreedMemory.Keep();
        torch.set_num_threads(threads);
        var spec = NetworkSpec.AsResNet(width);
        var weights = RandomNetwork.Weights(spec);
        float[] image = RandomNetwork.Image(spec), logits = new float[spec.Classes], expected = new float[spec.Classes];
        using var torchNetwork = new TorchNetwork(weights);
        torchNetwork.Logits(image, 1, expected);
        var statistics = ActivationStatistics.Measure(weights, [image]);
        var engines = EngineVersion.Table
            .Where(version => version.IsSupported)
            .SelectMany(version => Enum.GetValues<EnginePrecision>(), (version, precision) => new EngineOptions
            {
                Version = version.Name,
                Precision = precision,
                ActivationStatistics = statistics,
            })
            .Select(options => new InferenceEngine(weights, options)).ToList();
        try
        {
            foreach (var engine in engines.Where(engine => engine.Precision == EnginePrecision.Float32))
                Verify(engine, image, expected);
            Console.WriteLine(Processor.Describe());
            Console.WriteLine(Ceilings.Measure(threads));
            Console.WriteLine(
                $"AS-ResNet-w{width}, batch 1, 3x224x224, {threads} threads, {rounds} interleaved rounds, each run " +
                "after an untimed one; float32 verified against libtorch first; C# has vectors of " +
                $"{Vector<float>.Count * 32} bits here");
            var samples = Rounds.Run(
                rounds,
                [
                    .. engines.Select(
                        engine => (engine.Version, (Action)(() => engine.Run(image, 1, logits, threads)))),
                    ("libtorch, eager", () => torchNetwork.Logits(image, 1, logits)),
                ],
                repeats: true);
            Report(spec, engines, samples, tsv);
        }
        finally
        {
            engines.ForEach(engine => engine.Dispose());
        }
        return 0;
    }

    private static void Report(
        NetworkSpec spec, List<InferenceEngine> engines, IReadOnlyList<Sample> samples, string? tsv)
    {
        var table = new ResultTable("runs on", "precision", "ms", "min", "max", "GMAC/s", $"/ {Baseline}");
        for (int i = 0; i < samples.Count; i++)
        {
            var precision = i < engines.Count ? engines[i].Precision : EnginePrecision.Float32;
            int baseline = engines.FindIndex(engine => engine.Version == Baseline && engine.Precision == precision);
            var sample = samples[i];
            table.Add(
                sample.Name, $"{precision}", Format(sample.Median), Format(sample.Min), Format(sample.Max),
                Format(spec.MultiplyAdds / sample.Median / 1e6),
                baseline < 0 ? "" : Format(sample.Median / samples[baseline].Median));
        }
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
    }

    private static void Verify(InferenceEngine engine, float[] image, float[] expected)
    {
        float[] logits = new float[expected.Length];
        engine.Run(image, 1, logits);
        float difference = logits.Zip(expected, (a, b) => MathF.Abs(a - b)).Max() / expected.Max(MathF.Abs);
        if (!(difference <= Tolerance))
        {
            throw new InvalidOperationException(
                $"Version {engine.Version} differs from libtorch by {difference:G3} of the largest logit.");
        }
    }

    private static string Format(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
