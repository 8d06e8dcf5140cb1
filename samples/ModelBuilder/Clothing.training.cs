using ActiveShift;
using ActiveShift.ML;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ModelBuilder;

public static partial class Clothing
{
    /// <summary>Trains a model on the images of a folder, and saves it.</summary>
    /// <param name="outputModelPath">Where to save it.</param>
    /// <param name="inputDataFolderPath">The images: a folder for each class, named after it.</param>
    /// <param name="initialModel">A trained network to begin with; null for none.</param>
    public static void Train(
        string outputModelPath, string inputDataFolderPath, PretrainedNetwork? initialModel = null)
    {
        var mlContext = new MLContext(seed: 1);
        mlContext.Log += ShowWarning;
        var data = LoadImageFromFolder(mlContext, inputDataFolderPath);
        var model = RetrainModel(mlContext, data, initialModel);
        SaveModel(mlContext, model, data, outputModelPath);
        (model as IDisposable)?.Dispose();
    }

    /// <summary>Loads the images of a folder with their classes.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="folder">A folder for each class, named after it.</param>
    /// <returns>
    /// Data with the columns Label (text), ImageSource (bytes) and ImagePath (text, for messages), in the order of the
    /// files' names.
    /// </returns>
    public static IDataView LoadImageFromFolder(MLContext mlContext, string folder)
    {
        var images = mlContext.Data.LoadImageFolder(folder, includeImageBytes: true);
        return mlContext.Transforms.CopyColumns(outputColumnName: "ImageSource", inputColumnName: "Image")
            .Append(mlContext.Transforms.SelectColumns("Label", "ImageSource", "ImagePath"))
            .Fit(images).Transform(images);
    }

    /// <summary>
    /// Prints what the library warns of: classes without images, files that cannot be read, sizes that differ widely.
    /// </summary>
    internal static void ShowWarning(object? sender, LoggingEventArgs message)
    {
        if (message.Kind == ChannelMessageKind.Warning)
            Console.WriteLine($"warning: {message.RawMessage}");
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
    /// <param name="initialModel">A trained network to begin with; null for none.</param>
    public static ITransformer RetrainModel(
        MLContext mlContext, IDataView trainData, PretrainedNetwork? initialModel = null) =>
        BuildPipeline(mlContext, initialModel).Fit(trainData);

    /// <summary>The pipeline.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="initialModel">A trained network to begin with; null for none.</param>
    public static IEstimator<ITransformer> BuildPipeline(
        MLContext mlContext, PretrainedNetwork? initialModel = null) =>
        mlContext.Transforms.Conversion.MapValueToKey(outputColumnName: "Label", inputColumnName: "Label", addKeyValueAnnotationsAsText: false)
            // The one line that is not Model Builder's: there it is Trainers.ImageClassification.
            .Append(Trainer(mlContext.MulticlassClassification.Trainers, initialModel))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue(outputColumnName: "PredictedLabel", inputColumnName: "PredictedLabel"));

    private static ActiveShiftResNetTrainer Trainer(
        MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers, PretrainedNetwork? initialModel) =>
        initialModel is null
            ? trainers.ActiveShiftResNet(
                labelColumnName: "Label", scoreColumnName: "Score", featureColumnName: "ImageSource")
            : trainers.ActiveShiftResNet(new ActiveShiftResNetTrainer.Options
            {
                LabelColumnName = "Label",
                ScoreColumnName = "Score",
                FeatureColumnName = "ImageSource",
                InitialModel = initialModel,
            });
}
