using System.CommandLine;

namespace ActiveShift.Bench.Layers;

/// <summary>The verb <c>layers</c>.</summary>
internal static class LayersCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Timed rounds.", DefaultValueFactory = _ => 51 };
        var channels = new Option<int>("--channels") { Description = "Channels of the layers' input and output.", DefaultValueFactory = _ => 64 };
        var size = new Option<int>("--size") { Description = "Height and width in pixels.", DefaultValueFactory = _ => 224 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("layers", "Single layers on one thread, as in the paper's Table 1: what they compute, and what they take.")
        {
            rounds, channels, size, tsv,
        };
        command.SetAction(arguments => LayersBenchmark.Run(
            arguments.GetRequiredValue(rounds),
            arguments.GetRequiredValue(channels),
            arguments.GetRequiredValue(size),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
