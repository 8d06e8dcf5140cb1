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
        var holdout = new Option<double>("--holdout")
        {
            Description = "Share of the training images to count right answers on, epoch by epoch, in place of the test set (for choosing a recipe); 0 for the test set.",
        };
        var recipe = new RecipeOptions();
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the results, tab-separated." };
        var command = new Command("fashion-mnist", "Trains on all of Fashion-MNIST by Recipe.SmallImages or a change of it, and counts right answers.")
        {
            data, depth, width, expansion, holdout, tsv,
        };
        recipe.AddTo(command);
        command.SetAction(arguments => FashionBenchmark.Run(
            arguments.GetRequiredValue(data).FullName,
            new FashionPlan(
                arguments.GetRequiredValue(depth), arguments.GetRequiredValue(width), arguments.GetRequiredValue(expansion),
                arguments.GetValue(holdout), recipe.Read(arguments)),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }
}
