using System.CommandLine;

namespace ActiveShift.Bench.Latency;

/// <summary>The verb <c>latency</c>.</summary>
internal static class LatencyCommand
{
    public static Command Create()
    {
        var threads = new Option<int[]>("--threads")
        {
            Description = "Thread counts to run with.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 2],
        };
        var rounds = new Option<int>("--rounds") { Description = "Timed rounds.", DefaultValueFactory = _ => 51 };
        var onnx = new Option<FileInfo[]>("--onnx") { Description = "ONNX models to run beside ours.", AllowMultipleArgumentsPerToken = true };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("latency", "One 224x224 image through AS-ResNet-w32, w50 and w68 on the scoring engine, against ONNX models and eager libtorch.")
        {
            threads, rounds, onnx, tsv,
        };
        command.SetAction(arguments => LatencyBenchmark.Run(
            arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(rounds),
            [.. (arguments.GetValue(onnx) ?? []).Select(file => file.FullName)],
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
