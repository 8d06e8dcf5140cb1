using System.CommandLine;

namespace ActiveShift.Bench.Memory;

/// <summary>The verb <c>memory</c>.</summary>
internal static class MemoryCommand
{
    public static Command Create()
    {
        var images = new Option<DirectoryInfo?>("--images") { Description = "Folder of JPEG files, used over and over; by default some are made up." };
        var rows = new Option<int>("--rows") { Description = "Rows to score.", DefaultValueFactory = _ => 10_000 };
        var width = new Option<int>("--width") { Description = "The network: 32, 50 or 68, with random weights.", DefaultValueFactory = _ => 68 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("memory", "Resident memory of a process while it scores encoded images through ML.NET's Transform.") { images, rows, width, tsv };
        command.SetAction(arguments => MemoryBenchmark.Run(
            arguments.GetValue(images)?.FullName,
            arguments.GetRequiredValue(rows),
            arguments.GetRequiredValue(width),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
