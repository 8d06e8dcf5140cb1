// An image classification app with the parts that ML.NET Model Builder writes: Clothing.training.cs, Clothing.consumption.cs and
// Clothing.evaluate.cs. Without arguments: writes sample images, trains, evaluates with a report, and predicts one.
//
// Exit codes: 0 all is done; 1 the command line, the images or the saved model cannot be used, and the error says why.
using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using ModelBuilder;
using Samples;

var images = new Option<DirectoryInfo>("--images")
{
    Description = "Folder with train/CLASS and test/CLASS; where it is not there, sample images are written to it.",
    DefaultValueFactory = _ => new DirectoryInfo("clothing-images"),
};
var report = new Option<FileInfo>("--report") { Description = "Where to write the report.", DefaultValueFactory = _ => new FileInfo("clothing-report.html") };
var from = new Option<string?>("--from")
{
    Description = "A trained network to begin with: as-resnet-w32, -w50 or -w68 (downloaded at first use), or a file.",
};
var image = new Argument<FileInfo>("image") { Description = "An image file." };

var train = new Command("train", "Trains on the images, and saves the model beside the program.") { images, from };
train.SetAction(arguments => Train(arguments.GetRequiredValue(images), arguments.GetValue(from)));
var evaluate = new Command("evaluate", "Scores the test images with the saved model, and writes the report.") { images, report };
evaluate.SetAction(arguments => Evaluate(arguments.GetRequiredValue(images), arguments.GetRequiredValue(report)));
var predict = new Command("predict", "Classifies one image with the saved model.") { image };
predict.SetAction(arguments => Predict(arguments.GetRequiredValue(image)));

var root = new RootCommand("Kinds of clothing: train, evaluate, predict; without a verb all three.") { train, evaluate, predict };
root.Options.Add(images);
root.Options.Add(from);
root.Options.Add(report);
root.SetAction(arguments =>
{
    var folder = arguments.GetRequiredValue(images);
    Train(folder, arguments.GetValue(from));
    Evaluate(folder, arguments.GetRequiredValue(report));
    Predict(new FileInfo(Directory.GetFiles(Path.Combine(folder.FullName, "test"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First()));
});
try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}

static void Train(DirectoryInfo images, string? from)
{
    var initialModel = from is null ? null : InitialNetwork.Load(new MLContext(), from);
    if (!images.Exists)
        SampleImages.Write(images.FullName, trainPerClass: 200, testPerClass: 50);
    Clothing.Train(Clothing.MLNetModelPath, Path.Combine(images.FullName, "train"), initialModel);
    Console.WriteLine($"model={Clothing.MLNetModelPath}");
}

static void Evaluate(DirectoryInfo images, FileInfo report)
{
    var mlContext = new MLContext();
    mlContext.Log += Clothing.ShowWarning;
    var model = mlContext.Model.Load(Clothing.MLNetModelPath, out _);
    var metrics = Clothing.Evaluate(mlContext, model, Clothing.LoadImageFromFolder(mlContext, Path.Combine(images.FullName, "test")), report.FullName);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"micro_accuracy={metrics.MicroAccuracy:F4} macro_accuracy={metrics.MacroAccuracy:F4} log_loss={metrics.LogLoss:F4}"));
    Console.WriteLine($"report={report.FullName}");
    (model as IDisposable)?.Dispose();
}

static void Predict(FileInfo file)
{
    Console.WriteLine(file.Name);
    foreach (var (label, score) in Clothing.PredictAllLabels(new Clothing.ModelInput { ImageSource = File.ReadAllBytes(file.FullName) }))
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {score,6:P1}  {label}"));
}
