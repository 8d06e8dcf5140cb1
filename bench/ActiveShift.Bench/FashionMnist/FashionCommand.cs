using System.CommandLine;

namespace ActiveShift.Bench.FashionMnist;

/// <summary>The verb <c>fashion-mnist</c>.</summary>
internal static class FashionCommand
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder of Fashion-MNIST's four gzipped files.", Required = true };
        var depth = new Option<int>("--depth") { Description = "Depth of the ASNet, 6n + 2.", DefaultValueFactory = _ => 20 };
        var width = new Option<int>("--width") { Description = "Its base width.", DefaultValueFactory = _ => 46 };
        var expansion = new Option<int>("--expansion") { Description = "Shifted channels per output channel.", DefaultValueFactory = _ => 1 };
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the 60,000 images (default: the preset's)." };
        var seed = new Option<int>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Threads that train; 0 for all.", DefaultValueFactory = _ => 0 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("fashion-mnist", "Trains on all of Fashion-MNIST by Recipe.SmallImages, and counts right answers.")
        {
            data, depth, width, expansion, epochs, seed, threads, tsv,
        };
        command.SetAction(arguments => FashionBenchmark.Run(
            arguments.GetRequiredValue(data).FullName,
            new FashionPlan(
                arguments.GetRequiredValue(depth), arguments.GetRequiredValue(width), arguments.GetRequiredValue(expansion),
                arguments.GetValue(epochs), arguments.GetRequiredValue(seed), arguments.GetRequiredValue(threads)),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
