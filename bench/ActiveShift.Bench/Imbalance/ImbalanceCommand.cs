using System.CommandLine;

namespace ActiveShift.Bench.Imbalance;

/// <summary>The verb <c>imbalance</c>.</summary>
internal static class ImbalanceCommand
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder of Fashion-MNIST's four gzipped files.", Required = true };
        var frequent = new Option<int>("--frequent") { Description = "Label of the frequent class.", DefaultValueFactory = _ => 0 };
        var rare = new Option<int>("--rare") { Description = "Label of the rare class.", DefaultValueFactory = _ => 6 };
        var ratio = new Option<int>("--ratio") { Description = "Images of the frequent class for one of the rare.", DefaultValueFactory = _ => 100 };
        var epochs = new Option<int>("--epochs") { Description = "Passes over them.", DefaultValueFactory = _ => 12 };
        var seeds = new Option<int>("--seeds") { Description = "Runs each, with the seeds 1, 2, ...", DefaultValueFactory = _ => 3 };
        var threads = new Option<int>("--threads") { Description = "Threads that train; 0 for all.", DefaultValueFactory = _ => 0 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("imbalance", "A rare class against a frequent one, with equal and with balanced class weights: the recall of both.")
        {
            data, frequent, rare, ratio, epochs, seeds, threads, tsv,
        };
        ratio.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--ratio must be at least 1.");
        });
        command.SetAction(arguments => ImbalanceBenchmark.Run(
            arguments.GetRequiredValue(data).FullName,
            new ImbalancePlan(
                arguments.GetRequiredValue(frequent), arguments.GetRequiredValue(rare), arguments.GetRequiredValue(ratio),
                arguments.GetRequiredValue(epochs), arguments.GetRequiredValue(seeds), arguments.GetRequiredValue(threads)),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
