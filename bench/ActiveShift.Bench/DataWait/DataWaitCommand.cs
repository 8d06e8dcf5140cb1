using System.CommandLine;

namespace ActiveShift.Bench.DataWait;

/// <summary>The verb <c>data-wait</c>.</summary>
internal static class DataWaitCommand
{
    public static Command Create()
    {
        var images = new Option<DirectoryInfo?>("--images") { Description = "Folder of JPEG files (default: some of 500x375 made up)." };
        var count = new Option<int>("--count") { Description = "Training images; the files over and over.", DefaultValueFactory = _ => 256 };
        var epochs = new Option<int>("--epochs") { Description = "Passes over them.", DefaultValueFactory = _ => 3 };
        var threads = new Option<int>("--threads") { Description = "Threads that train; 0 for all.", DefaultValueFactory = _ => 0 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("data-wait", "AS-ResNet-w32 on JPEG files with every augmentation: the share of time that the training step waits for images.")
        {
            images, count, epochs, threads, tsv,
        };
        command.SetAction(arguments => DataWaitBenchmark.Run(
            arguments.GetValue(images)?.FullName,
            arguments.GetRequiredValue(count),
            arguments.GetRequiredValue(epochs),
            arguments.GetRequiredValue(threads),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
