using ActiveShift.ML;
using Microsoft.ML;

namespace PaperTables;

/// <summary>The data of a row in two parts; columns Image and Label.</summary>
/// <param name="Train">What is trained on.</param>
/// <param name="Test">What accuracy is measured on.</param>
/// <param name="TrainImages">Number of images to train on.</param>
/// <param name="Classes">Number of classes.</param>
internal sealed record PaperData(IDataView Train, IDataView Test, long TrainImages, int Classes)
{
    /// <exception cref="InvalidDataException">The folder's classes are not as many as the row's.</exception>
    /// <exception cref="IOException">The folder holds none of the known forms.</exception>
    public static PaperData Load(MLContext context, string folder, TableRow row, int cifarClasses)
    {
        string train = Path.Combine(folder, "train"), test = Path.Combine(folder, row.IsImageNet ? "val" : "test");
        var data = Directory.Exists(train) && Directory.Exists(test)
            ? LoadFolders(context, train, test)
            : row.IsImageNet
                ? throw new DirectoryNotFoundException($"'{folder}' lacks the folders train and val, with one folder of images for each class.")
                : LoadCifar(context, folder, cifarClasses);
        if (!row.IsImageNet && data.Classes != cifarClasses)
            throw new InvalidDataException($"'{folder}' has {data.Classes} classes; expected the {cifarClasses} of --classes.");
        return data;
    }

    private static PaperData LoadFolders(MLContext context, string train, string test)
    {
        ImageFolderSummary? summary = null;
        var trainView = context.Data.LoadImageFolder(train, includeImageBytes: true, onScanned: found => summary = found);
        var testView = context.Data.LoadImageFolder(test, includeImageBytes: true);
        return new PaperData(trainView, testView, summary!.ImageCount, summary.ImagesPerClass.Count);
    }

    private static PaperData LoadCifar(MLContext context, string folder, int classes)
    {
        var train = context.Data.LoadCifar(folder, classes, CifarPart.Train);
        return new PaperData(train, context.Data.LoadCifar(folder, classes, CifarPart.Test), train.GetRowCount()!.Value, classes);
    }
}
