using ActiveShift.ML;
using Microsoft.ML;

namespace QuickStart;

/// <summary>
/// A user's own images: one folder a class, either split into train and test (or val) already or to be split here.
/// </summary>
internal static class FolderImages
{
    public static ImageData Load(MLContext context, string folder, int seed)
    {
        var splits = ImageFolderSplits.Find(folder);
        if ((splits?.Test ?? splits?.Validation) is { } test)
            return Make(context, Load(context, splits!.Train), Load(context, test),
                $"{splits.Train}, tested on {test}");

        // Files come class by class: mix them before a tenth is held out.
        string images = splits?.Train ?? folder;
        var all = context.Data.ShuffleRows(Load(context, images), seed: seed);
        var split = context.Data.TrainTestSplit(all, testFraction: 0.1, seed: seed);
        return Make(context, split.TrainSet, split.TestSet, $"{images}, a tenth held out");
    }

    private static IDataView Load(MLContext context, string folder) => context.Data.LoadImageFolder(folder, includeImageBytes: true);

    private static ImageData Make(MLContext context, IDataView train, IDataView test, string description) =>
        new(train, test, Training: null, description,
            model => SinglePredictions.Take<Row>(context, model, test, count: 5));

    private sealed class Row : ILabelledRow
    {
        public byte[] Image { get; set; } = [];

        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
