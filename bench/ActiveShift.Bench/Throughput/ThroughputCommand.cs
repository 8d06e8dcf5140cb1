using System.CommandLine;

namespace ActiveShift.Bench.Throughput;

/// <summary>The verb <c>throughput</c>.</summary>
internal static class ThroughputCommand
{
    public static Command Create()
    {
        var images = new Option<DirectoryInfo?>("--images") { Description = "Folder of JPEG files, used over and over; by default some are made up." };
        var count = new Option<int>("--count") { Description = "Rows to score in a round.", DefaultValueFactory = _ => 1000 };
        var rounds = new Option<int>("--rounds") { Description = "Timed rounds.", DefaultValueFactory = _ => 3 };
        var onnx = new Option<FileInfo?>("--onnx") { Description = "ONNX model to run beside ours by ML.NET's ApplyOnnxModel." };
        var weights = new Option<FileInfo?>("--weights") { Description = "The authors' AS-ResNet-w32 (.caffemodel); by default random weights." };
        var model = new Option<FileInfo?>("--model") { Description = "A model saved by ML.NET, in place of AS-ResNet-w32." };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("throughput", "Images a second through ML.NET's Transform with AS-ResNet-w32, decoding included, on all cores; and PredictionEngine.")
        {
            images, count, rounds, onnx, weights, model, tsv,
        };
        command.SetAction(arguments => ThroughputBenchmark.Run(new ThroughputSettings(
            arguments.GetValue(images)?.FullName,
            arguments.GetRequiredValue(count),
            arguments.GetRequiredValue(rounds),
            arguments.GetValue(onnx)?.FullName,
            arguments.GetValue(weights)?.FullName,
            arguments.GetValue(model)?.FullName,
            arguments.GetValue(tsv)?.FullName)));
        return command;
    }
}
