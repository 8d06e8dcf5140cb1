using System.CommandLine;

namespace ActiveShift.Bench.Training;

/// <summary>The verb <c>training</c>.</summary>
internal static class TrainingCommand
{
    public static Command Create()
    {
        var threads = new Option<int[]>("--threads")
        {
            Description = "Thread counts to run with.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 2],
        };
        var rounds = new Option<int>("--rounds") { Description = "Timed steps of each network.", DefaultValueFactory = _ => 21 };
        var batch = new Option<int>("--batch") { Description = "Images in a step.", DefaultValueFactory = _ => 128 };
        var width = new Option<int>("--width") { Description = "Base width of the networks.", DefaultValueFactory = _ => 46 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("training", "A training step with the active shift against those with a depthwise convolution, as in the paper's block comparison.")
        {
            threads, rounds, batch, width, tsv,
        };
        command.SetAction(arguments => TrainingBenchmark.Run(
            arguments.GetRequiredValue(threads),
            arguments.GetRequiredValue(rounds),
            arguments.GetRequiredValue(batch),
            arguments.GetRequiredValue(width),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
