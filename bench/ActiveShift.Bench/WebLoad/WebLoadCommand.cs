using System.CommandLine;

namespace ActiveShift.Bench.WebLoad;

/// <summary>The verb <c>web-load</c>.</summary>
internal static class WebLoadCommand
{
    public static Command Create()
    {
        var images = new Option<DirectoryInfo?>("--images") { Description = "Folder of JPEG files, used over and over; by default some are made up." };
        var clients = new Option<int>("--clients") { Description = "Clients, each of which sends the next picture when it has its answer.", DefaultValueFactory = _ => 8 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 60 };
        var width = new Option<int>("--width") { Description = "The network: AS-ResNet of this width with random weights.", DefaultValueFactory = _ => 32 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("web-load", "samples/WebApi under load on loopback: errors, requests a second, latencies, and the service's memory.")
        {
            images, clients, seconds, width, tsv,
        };
        command.SetAction(arguments => WebLoadBenchmark.RunAsync(
            arguments.GetValue(images)?.FullName,
            arguments.GetRequiredValue(clients),
            arguments.GetRequiredValue(seconds),
            arguments.GetRequiredValue(width),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
