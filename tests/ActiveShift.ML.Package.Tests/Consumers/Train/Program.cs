using System.Globalization;
using ActiveShift.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

// TRAIN IMAGES MODEL REPORT: draws pictures of two colours, trains on them, evaluates, saves, loads and scores.
(string images, string modelPath, string reportPath) = (args[0], args[1], args[2]);
var random = new Random(1);
foreach ((string name, byte blue, byte red) in new[] { ("blue", (byte)160, (byte)60), ("red", (byte)60, (byte)160) })
{
    string folder = Directory.CreateDirectory(Path.Combine(images, name)).FullName;
    for (int i = 0; i < 32; i++)
    {
        // Every fourth one as a JPEG, of a size that must be changed.
        (int side, string extension) = i % 4 == 1 ? (40, "jpg") : (16, "png");
        byte[] pixels = new byte[side * side * 4];
        for (int p = 0; p < pixels.Length; p += 4)
        {
            pixels[p] = (byte)(blue + random.Next(90));
            pixels[p + 1] = (byte)random.Next(256);
            pixels[p + 2] = (byte)(red + random.Next(90));
            pixels[p + 3] = 255;
        }
        using var image = MLImage.CreateFromPixels(side, side, MLPixelFormat.Bgra32, pixels);
        image.Save(Path.Combine(folder, $"{i:00}.{extension}"));
    }
}

var mlContext = new MLContext(seed: 1);
IDataView data = mlContext.Data.LoadImageFolder(images, includeImageBytes: true);
var report = new TrainingReport("Two colours");
var trainer = mlContext.MulticlassClassification.Trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
{
    FeatureColumnName = "Image",
    Epochs = 5,
    BatchSize = 8,
    MetricsCallback = report.Add,
});
var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
    .Append(trainer)
    .Append(mlContext.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"));
ITransformer model = pipeline.Fit(data);
mlContext.Model.Save(model, data.Schema, modelPath);

report.AddEvaluation(model.Transform(data), "Label", imageColumnName: "Image");
report.Write(reportPath);

ITransformer loaded = mlContext.Model.Load(modelPath, out _);
double accuracy = mlContext.MulticlassClassification.Evaluate(loaded.Transform(data)).MicroAccuracy;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy}"));
Scores.Print(modelPath, images);
