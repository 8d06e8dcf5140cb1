using System.CommandLine;

namespace ActiveShift.Bench.Transfer;

/// <summary>The verb <c>transfer</c>.</summary>
internal static class TransferCommand
{
    public static Command Create()
    {
        var weights = new Option<FileInfo>("--weights") { Description = "The authors' AS-ResNet-w32 (.caffemodel).", Required = true };
        var data = new Option<DirectoryInfo>("--data") { Description = "Images as train/CLASS and test/CLASS.", Required = true };
        var perClass = new Option<int>("--per-class") { Description = "Training images of each class.", DefaultValueFactory = _ => 20 };
        var testPerClass = new Option<int>("--test-per-class") { Description = "Test images of each class.", DefaultValueFactory = _ => 100 };
        var epochs = new Option<int>("--epochs") { Description = "Passes over them.", DefaultValueFactory = _ => 30 };
        var seed = new Option<int>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("transfer", "A few images a class: the authors' network frozen, fine-tuned, and the same architecture from scratch.")
        {
            weights, data, perClass, testPerClass, epochs, seed, tsv,
        };
        command.SetAction(arguments => TransferBenchmark.Run(
            arguments.GetRequiredValue(weights).FullName,
            arguments.GetRequiredValue(data).FullName,
            new TransferPlan(
                arguments.GetRequiredValue(perClass), arguments.GetRequiredValue(testPerClass), arguments.GetRequiredValue(epochs), arguments.GetRequiredValue(seed)),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
