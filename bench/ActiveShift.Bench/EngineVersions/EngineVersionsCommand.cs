using System.CommandLine;

namespace ActiveShift.Bench.EngineVersions;

/// <summary>The verb <c>engine-versions</c>.</summary>
internal static class EngineVersionsCommand
{
    public static Command Create()
    {
        var width = new Option<int>("--width")
        {
            Description = "Base width of the AS-ResNet.",
            DefaultValueFactory = _ => 32,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads to run with.",
            DefaultValueFactory = _ => 1,
        };
        var rounds = new Option<int>("--rounds") { Description = "Timed rounds.", DefaultValueFactory = _ => 51 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command(
            "engine-versions",
            "One 224x224 image through an AS-ResNet on every version of the scoring engine that this processor can " +
            "run, the managed one among them, and on eager libtorch.")
        {
            width, threads, rounds, tsv,
        };
        command.SetAction(arguments => EngineVersionsBenchmark.Run(
            arguments.GetRequiredValue(width),
            arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(rounds),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
