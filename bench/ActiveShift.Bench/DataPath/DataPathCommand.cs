using System.CommandLine;

namespace ActiveShift.Bench.DataPath;

/// <summary>The verb <c>data-path</c>.</summary>
internal static class DataPathCommand
{
    public static Command Create()
    {
        var images = new Option<DirectoryInfo?>("--images") { Description = "Folder of JPEG files (default: some of 500x375 made up)." };
        var threads = new Option<int[]>("--threads")
        {
            Description = "Thread counts to run with.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 2],
        };
        var epochs = new Option<int>("--epochs") { Description = "Timed passes over the images; the fastest counts.", DefaultValueFactory = _ => 5 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("data-path", "Batches of augmented training images, with no network to wait for them: how fast a device may be before it waits.")
        {
            images, threads, epochs, tsv,
        };
        command.SetAction(arguments => DataPathBenchmark.Run(
            arguments.GetValue(images)?.FullName,
            arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(epochs),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
