using System.Diagnostics;
using System.Globalization;
using ActiveShift.Bench.Images;
using ActiveShift.Bench.Timing;
using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;

namespace ActiveShift.Bench.Photos;

/// <summary>
/// The time from a photograph's file to its probabilities on one thread: reading, decoding, resizing, the model.
/// Measured on a saved model, by a <c>PredictionEngine</c>, in a process of its own that sees one processor, since
/// ML.NET and this library use all there are.
/// </summary>
internal static class PhotoLatency
{
    private const int Rounds = 3;

    /// <summary>The median in milliseconds, from another process.</summary>
    /// <param name="model">The saved model.</param>
    /// <param name="files">What to predict, one after the other.</param>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static double MeasureApart(string model, IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string program = typeof(PhotoLatency).Assembly.Location;
        string[] arguments = [program, PhotoLatencyCommand.Name, "--model", model, "--files", .. files];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        using var process = Process.Start(start)!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(printed, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException(
                $"Measuring '{model}' ended with the exit code {process.ExitCode}: {printed}");
    }

    /// <summary>
    /// Prints the median over the files of the best of three times each, in milliseconds: so that the first calls and
    /// other programs do not count.
    /// </summary>
    public static int Run(string model, IReadOnlyList<string> files)
    {
        var context = new MLContext();
        // ONNX Runtime counts processors by itself.
        context.SetOnnxSessionOption(new OnnxSessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 });
        using var engine = context.Model.CreatePredictionEngine<PhotoRow, ScoredRow>(context.Model.Load(model, out _));
        var scored = new ScoredRow();
        double[] best = [.. files.Select(_ => double.MaxValue)];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < files.Count; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                engine.Predict(new PhotoRow { ImagePath = files[i] }, ref scored);
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
        }
        Console.WriteLine(Sample.Of(model, best).Median.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
