// Trains one row of the paper's tables (Jeon & Kim, NIPS 2018) and appends what came of it to a table beside the paper's own figure: the networks for
// CIFAR-10 and CIFAR-100, those for ImageNet, and for each the layers that the active shift is compared with.
//
// Exit codes: 0 the row was trained; 1 the command line or the data is wrong, and nothing was trained.
using System.CommandLine;
using ActiveShift.Training;
using PaperTables;

var row = new Option<string?>("--row") { Description = "The network; --list shows them." };
row.AcceptOnlyFromAmong([.. TableRow.All.Select(r => r.Name)]);
var variant = new Option<string>("--variant")
{
    Description = "What stands in the shift's place.",
    DefaultValueFactory = _ => Variant.All[0].Name,
};
variant.AcceptOnlyFromAmong([.. Variant.All.Select(v => v.Name)]);
var data = new Option<DirectoryInfo?>("--data")
{
    Description = "CIFAR's binary files, or image folders: train/CLASS and test/CLASS (ImageNet: val/CLASS).",
};
var iterations = new Option<long?>("--iterations")
{
    Description = "Steps, 1 or more (default: the paper's); the learning rate falls at the same shares of the run.",
};
var batch = new Option<int?>("--batch") { Description = "Images a step (default: the paper's, 128; ImageNet 256)." };
var seed = new Option<int>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
var classes = new Option<int>("--classes") { Description = "Of CIFAR: 10 or 100.", DefaultValueFactory = _ => 10 };
var threads = new Option<int>("--threads") { Description = "Threads that train; 0 for all.", DefaultValueFactory = _ => 0 };
var gpu = new Option<int?>("--gpu") { Description = "Number of the NVIDIA GPU that trains (default: the CPU does)." };
var bfloat16 = new Option<bool>("--bfloat16") { Description = "Mixed precision, for a GPU of compute capability 8.0 or above." };
var tsv = new Option<FileInfo?>("--tsv") { Description = "Table to append the result to, separated by tabs." };
var report = new Option<DirectoryInfo?>("--report") { Description = "Folder for a report with pictures." };
var checkpoint = new Option<FileInfo?>("--checkpoint") { Description = "File to write checkpoints to, and to go on from where it is there; the seconds then count from there." };
var list = new Option<bool>("--list") { Description = "Shows rows, variants and the paper's figures, and ends." };

var command = new RootCommand("Trains one row of the paper's tables.")
{
    row, variant, data, iterations, batch, seed, classes, threads, gpu, bfloat16, tsv, report, checkpoint, list,
};
command.SetAction(arguments =>
{
    if (arguments.GetValue(list))
        return Listing.Print(arguments.GetValue(classes));
    if (arguments.GetValue(row) is not { } name || arguments.GetValue(data) is not { } folder)
    {
        Console.Error.WriteLine("--row and --data are needed (or --list).");
        return 1;
    }
    return Experiment.Run(new Settings(
        TableRow.All.Single(r => r.Name == name),
        Variant.All.Single(v => v.Name == arguments.GetRequiredValue(variant)),
        folder.FullName,
        arguments.GetValue(classes),
        arguments.GetValue(iterations),
        arguments.GetValue(batch),
        arguments.GetValue(seed),
        arguments.GetValue(threads),
        arguments.GetValue(gpu),
        arguments.GetValue(bfloat16) ? TrainingPrecision.BFloat16 : TrainingPrecision.Float32,
        arguments.GetValue(tsv)?.FullName,
        arguments.GetValue(report)?.FullName,
        arguments.GetValue(checkpoint)?.FullName));
});
return command.Parse(args).Invoke();
