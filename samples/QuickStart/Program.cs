// Trains an AS-ResNet in an ordinary ML.NET pipeline, evaluates it, saves it, loads it again and scores single images.
// Without arguments it uses the Fashion-MNIST images beside it; --data DIR takes your own: one folder of images a class.
//
// Exit codes: 0 all is done; 1 the command line, the images or the model to begin with cannot be used, and the error
// says why.
using System.CommandLine;
using QuickStart;

var data = new Option<DirectoryInfo?>("--data")
{
    Description = "Folder of images: one sub-folder a class, or train/ and test/ (or val/) of such.",
};
var epochs = new Option<int?>("--epochs")
{
    Description = "Passes over the training images (default: chosen by the images).",
};
var from = new Option<string?>("--from")
{
    Description = "A trained network to begin with: as-resnet-w32, -w50 or -w68 (downloaded at first use), "
        + "a model of this program (.zip), or a file of the paper's authors (.caffemodel).",
};
var model = new Option<FileInfo>("--model")
{
    Description = "Where to save the trained model.",
    DefaultValueFactory = _ => new FileInfo("quickstart-model.zip"),
};
var seed = new Option<int>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
var threads = new Option<int>("--threads") { Description = "Threads that train; 0 for all.", DefaultValueFactory = _ => 0 };
var tune = new Option<double?>("--tune") { Description = "Minutes to search for better options before training." };
var tuneState = new Option<FileInfo?>("--tune-state")
{
    Description = "File that holds the search, from which an interrupted one goes on.",
};

var command = new RootCommand("Trains, evaluates, saves, loads and scores an AS-ResNet.")
{
    data, from, epochs, model, seed, threads, tune, tuneState,
};
command.SetAction(arguments => Demo.Run(new DemoSettings(
    arguments.GetValue(data)?.FullName,
    arguments.GetValue(from),
    arguments.GetValue(epochs),
    arguments.GetRequiredValue(model).FullName,
    arguments.GetValue(seed),
    arguments.GetValue(threads))
{
    TuneMinutes = arguments.GetValue(tune),
    TuneStatePath = arguments.GetValue(tuneState)?.FullName,
}));
try
{
    return command.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}
