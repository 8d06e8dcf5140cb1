using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ActiveShift.Bench.Images;
using ActiveShift.Bench.Latency;
using ActiveShift.Bench.Machine;
using ActiveShift.Bench.Reporting;
using Microsoft.ML;

namespace ActiveShift.Bench.WebLoad;

/// <summary>Compares the service's answers with a prediction engine's, then keeps it busy.</summary>
internal static class WebLoadBenchmark
{
    private const int WarmSeconds = 5;

    /// <summary>Growth of the memory over the second half that still counts as flat.</summary>
    private const double FlatShare = 0.05;

    public static async Task<int> RunAsync(string? folder, int clients, int seconds, int width, string? tsv)
    {
        if (!ActiveShiftBackend.IsNative || !OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine($"There is nothing to measure: {(OperatingSystem.IsLinux() ? ActiveShiftBackend.Reason : "memory is read from /proc, on Linux only")}");
            return 1;
        }
        using var files = JpegFiles.Of(folder);
        byte[][] pictures = [.. files.Paths.Select(File.ReadAllBytes)];
        var folderOfModel = Directory.CreateTempSubdirectory("activeshift-bench-");
        try
        {
            string model = Path.Combine(folderOfModel.FullName, "model.zip");
            Console.WriteLine(Processor.Describe());
            Console.WriteLine($"AS-ResNet-w{width}, float32, random weights; {files.Description}; {clients} clients, {seconds} s");
            var (best, rate) = SaveAndScore(model, width, pictures);
            using var service = await ServiceProcess.StartAsync(model);
            await VerifyAsync(service.Address, pictures, best);
            await new LoadClients(service.Address, pictures).RunAsync(clients, TimeSpan.FromSeconds(WarmSeconds));
            return await MeasureAsync(service, new LoadClients(service.Address, pictures), clients, seconds, rate, tsv);
        }
        finally
        {
            folderOfModel.Delete(recursive: true);
        }
    }

    /// <summary>What a prediction engine in this process makes of the pictures, and how many it scores in a second, one by one.</summary>
    private static (float[] Best, double Rate) SaveAndScore(string path, int width, byte[][] pictures)
    {
        var context = new MLContext();
        var network = new PretrainedNetwork(RandomNetwork.Weights(NetworkSpec.AsResNet(width)), ImagePreprocessing.ImageNet);
        using var model = context.Model.CreateActiveShiftResNet(network, featureColumnName: nameof(EncodedImageRow.Image));
        context.Model.Save(model, context.Data.LoadFromEnumerable(Array.Empty<EncodedImageRow>()).Schema, path);
        using var engine = context.Model.CreatePredictionEngine<EncodedImageRow, ScoredRow>(model, new PredictionEngineOptions { OwnsTransformer = false });
        float[] best = [.. pictures.Select(picture => engine.Predict(new EncodedImageRow { Image = picture }).Score.Max())];
        long start = Stopwatch.GetTimestamp();
        int scored = 0;
        for (; Stopwatch.GetElapsedTime(start).TotalSeconds < WarmSeconds; scored++)
            engine.Predict(new EncodedImageRow { Image = pictures[scored % pictures.Length] });
        return (best, scored / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task VerifyAsync(Uri service, byte[][] pictures, float[] best)
    {
        using var http = new HttpClient { BaseAddress = service };
        for (int i = 0; i < pictures.Length; i++)
        {
            using var answer = JsonDocument.Parse(await LoadClients.ClassifyAsync(http, pictures[i]));
            float probability = answer.RootElement.GetProperty("probability").GetSingle();
            if (probability != best[i])
                throw new InvalidOperationException($"The service gives picture {i} the probability {probability:R}; a prediction engine gives it {best[i]:R}.");
        }
    }

    private static async Task<int> MeasureAsync(ServiceProcess service, LoadClients load, int clients, int seconds, double engineRate, string? tsv)
    {
        List<double> memory = [ProcessMemory.ResidentOf(service.Id)];
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        long start = Stopwatch.GetTimestamp();
        var run = load.RunAsync(clients, TimeSpan.FromSeconds(seconds));
        while (!run.IsCompleted)
        {
            await second.WaitForNextTickAsync();
            memory.Add(ProcessMemory.ResidentOf(service.Id));
        }
        await run;
        double rate = load.Milliseconds.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        double[] sorted = [.. load.Milliseconds.Order()];
        double growth = (memory[^1] / memory[memory.Count / 2]) - 1;
        var table = new ResultTable("what", "value");
        table.Add("requests answered", $"{sorted.Length}");
        table.Add("errors", $"{load.Errors.Count}");
        table.Add("requests/s", Format(rate));
        table.Add("PredictionEngine, one by one, images/s", Format(engineRate));
        table.Add("ratio to it", Format(rate / engineRate, "F2"));
        foreach (double share in (double[])[0.5, 0.9, 0.99, 0.999])
            table.Add(string.Create(CultureInfo.InvariantCulture, $"latency p{100 * share:0.#}, ms"), Format(sorted[(int)(share * (sorted.Length - 1))]));
        table.Add("latency max, ms", Format(sorted[^1]));
        table.Add("resident MB at the start", Format(memory[0]));
        table.Add("resident MB after half", Format(memory[memory.Count / 2]));
        table.Add("resident MB at the end", Format(memory[^1]));
        table.Add("resident MB, the most seen", Format(memory.Max()));
        table.Add("growth over the second half", Format(100 * growth) + " %");
        table.Print(Console.Out);
        foreach (var error in load.Errors.GroupBy(text => text))
            Console.WriteLine($"{error.Count()} x {error.Key}");
        Console.WriteLine($"memory is {(growth <= FlatShare ? "flat" : "NOT flat")}");
        if (tsv is not null)
            table.WriteTsv(tsv);
        return load.Errors.Count == 0 ? 0 : 1;
    }

    private static string Format(double value, string format = "F1") => value.ToString(format, CultureInfo.InvariantCulture);
}
