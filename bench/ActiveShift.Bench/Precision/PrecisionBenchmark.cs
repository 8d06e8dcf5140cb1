using System.Globalization;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using ActiveShift.Engine;

namespace ActiveShift.Bench.Precision;

/// <summary>Counts the right answers of a trained network in float32 and in 8 bits, with every version of the engine that runs here.</summary>
internal static class PrecisionBenchmark
{
    /// <param name="network">The network.</param>
    /// <param name="scored">The images to score.</param>
    /// <param name="calibration">Other images to calibrate on; null to calibrate each half of the scored ones on the other half.</param>
    /// <param name="calibrationImages">How many images to calibrate on at most.</param>
    /// <param name="tsv">File for the results, or null.</param>
    public static int Run(
        PretrainedNetwork network, IReadOnlyList<LabelledFile> scored, IReadOnlyList<LabelledFile>? calibration, int calibrationImages, string? tsv)
    {
        if (!ActiveShiftBackend.IsNative)
        {
            Console.Error.WriteLine($"There is nothing to measure: {ActiveShiftBackend.Reason}");
            return 1;
        }
        (IReadOnlyList<LabelledFile> Calibration, IReadOnlyList<LabelledFile> Scored)[] folds = calibration is not null
            ? [(calibration, scored)]
            : [(EveryOther(scored, 1), EveryOther(scored, 0)), (EveryOther(scored, 0), EveryOther(scored, 1))];
        string used = Describe(folds[0].Calibration.Count, calibrationImages, calibration is null);
        Console.WriteLine(Processor.Describe());
        Console.WriteLine($"{scored.Count} images, {network.Spec.Classes} classes; calibrated on {used}; top-1, top-5 and agreement (same most probable class) in %");

        string[] versions = [.. EngineVersion.Table.Where(v => v.IsSupported).Select(v => v.Name)];
        var tallies = Array.ConvertAll(versions, _ => new PrecisionTally());
        foreach (var fold in folds)
            Score(network, fold.Calibration, fold.Scored, calibrationImages, versions, tallies);

        var table = new ResultTable("engine", "images", "calibrated on", "top-1 float32", "top-1 int8", "points", "top-5 float32", "top-5 int8", "agreement");
        foreach (var (version, tally) in versions.Zip(tallies))
        {
            table.Add(version, $"{tally.Images}", used, Percent(tally.Float32Top1), Percent(tally.Int8Top1),
                (100.0 * (tally.Int8Top1 - tally.Float32Top1) / tally.Images).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture),
                Percent(tally.Float32Top5), Percent(tally.Int8Top5), Percent(tally.Agreeing));

            string Percent(int count) => (100.0 * count / tally.Images).ToString("F2", CultureInfo.InvariantCulture);
        }
        table.Print(Console.Out);
        if (tsv is not null)
            table.WriteTsv(tsv);
        return 0;
    }

    private static void Score(
        PretrainedNetwork network, IReadOnlyList<LabelledFile> calibration, IReadOnlyList<LabelledFile> scored, int calibrationImages,
        string[] versions, PrecisionTally[] tallies)
    {
        var images = new ImageInputs(network.Preprocessing);
        var sample = ML.EvenSample.Of(calibration.Count, calibrationImages).Select(i => calibration[(int)i]);
        var statistics = ActivationStatistics.Measure(network.Weights, images.Read(sample).Select(batch => batch.Inputs));
        var engines = Array.ConvertAll(versions, version => (
            Float32: new InferenceEngine(network.Weights, new EngineOptions { Version = version }),
            Int8: new InferenceEngine(network.Weights, new EngineOptions { Version = version, Precision = EnginePrecision.Int8, ActivationStatistics = statistics })));
        try
        {
            int classes = network.Spec.Classes;
            foreach (var (files, inputs) in images.Read(scored))
            {
                float[] float32 = new float[files.Length * classes], int8 = new float[files.Length * classes];
                for (int v = 0; v < versions.Length; v++)
                {
                    engines[v].Float32.Run(inputs.Span, files.Length, float32);
                    engines[v].Int8.Run(inputs.Span, files.Length, int8);
                    for (int i = 0; i < files.Length; i++)
                        tallies[v].Add(files[i].Class, float32.AsSpan(i * classes, classes), int8.AsSpan(i * classes, classes));
                }
            }
        }
        finally
        {
            foreach (var (float32, int8) in engines)
            {
                float32.Dispose();
                int8.Dispose();
            }
        }
    }

    private static IReadOnlyList<LabelledFile> EveryOther(IReadOnlyList<LabelledFile> files, int first) => [.. files.Where((_, i) => i % 2 == first)];

    private static string Describe(int available, int most, bool halves) => halves
        ? $"{Math.Min(available, most)} of the other half"
        : $"{Math.Min(available, most)} other images";
}
