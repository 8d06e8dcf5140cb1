using Microsoft.ML;

namespace ModelBuilder;

public static partial class Clothing
{
    /// <summary>Trains a model on the images of a folder, and saves it.</summary>
    /// <param name="outputModelPath">Where to save it.</param>
    /// <param name="inputDataFolderPath">The images: a folder for each class, named after it.</param>
    public static void Train(string outputModelPath, string inputDataFolderPath)
    {
        var mlContext = new MLContext(seed: 1);
        var data = LoadImageFromFolder(mlContext, inputDataFolderPath);
        var model = RetrainModel(mlContext, data);
        SaveModel(mlContext, model, data, outputModelPath);
        (model as IDisposable)?.Dispose();
    }

    /// <summary>Loads the images of a folder with their classes.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="folder">A folder for each class, named after it.</param>
    /// <returns>Data with the columns Label (text) and ImageSource (bytes), in the order of the files' names.</returns>
    public static IDataView LoadImageFromFolder(MLContext mlContext, string folder)
    {
        string[] extensions = [".jpg", ".jpeg", ".png", ".bmp", ".gif"];
        var files =
            from directory in Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
            from file in Directory.GetFiles(directory).Order(StringComparer.Ordinal)
            where extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
            select new ModelInput { Label = Path.GetFileName(directory), ImageSource = File.ReadAllBytes(file) };
        return mlContext.Data.LoadFromEnumerable(files.ToArray());
    }

    /// <summary>Saves a model.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">The data that it was trained on; its schema is saved too.</param>
    /// <param name="modelSavePath">Where to save it; it is written beside its place and renamed.</param>
    public static void SaveModel(MLContext mlContext, ITransformer model, IDataView data, string modelSavePath)
    {
        string beside = modelSavePath + ".new";
        using (var stream = File.Create(beside))
        {
            mlContext.Model.Save(model, data.Schema, stream);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, modelSavePath, overwrite: true);
    }

    /// <summary>Trains.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="trainData">As <see cref="LoadImageFromFolder"/> makes it.</param>
    public static ITransformer RetrainModel(MLContext mlContext, IDataView trainData) => BuildPipeline(mlContext).Fit(trainData);

    /// <summary>The pipeline.</summary>
    /// <param name="mlContext">The context.</param>
    public static IEstimator<ITransformer> BuildPipeline(MLContext mlContext) =>
        mlContext.Transforms.Conversion.MapValueToKey(outputColumnName: "Label", inputColumnName: "Label", addKeyValueAnnotationsAsText: false)
            // The one line that is not Model Builder's: there it is Trainers.ImageClassification.
            .Append(mlContext.MulticlassClassification.Trainers.ActiveShiftResNet(labelColumnName: "Label", scoreColumnName: "Score", featureColumnName: "ImageSource"))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue(outputColumnName: "PredictedLabel", inputColumnName: "PredictedLabel"));
}
