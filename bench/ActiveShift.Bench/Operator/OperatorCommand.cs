using System.CommandLine;

namespace ActiveShift.Bench.Operator;

/// <summary>The verb <c>operator</c>.</summary>
internal static class OperatorCommand
{
    public static Command Create()
    {
        var threads = new Option<int[]>("--threads")
        {
            Description = "Thread counts to run with.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 2],
        };
        var rounds = new Option<int>("--rounds") { Description = "Timed rounds.", DefaultValueFactory = _ => 31 };
        var batch = new Option<int>("--batch") { Description = "Images in a batch.", DefaultValueFactory = _ => 32 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("operator", "The active shift, forward and backward, against a copy and libtorch's depthwise 3x3 convolution.")
        {
            threads, rounds, batch, tsv,
        };
        command.SetAction(arguments => OperatorBenchmark.Run(
            arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(rounds),
            arguments.GetRequiredValue(batch),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
