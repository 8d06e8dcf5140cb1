using Microsoft.ML;

namespace QuickStart;

/// <summary>A user's own images: one folder a class, either split into train/ and test/ already or to be split here.</summary>
internal static class FolderImages
{
    public static ImageData Load(MLContext context, string folder, int seed)
    {
        string train = Path.Combine(folder, "train"), test = Path.Combine(folder, "test");
        if (Directory.Exists(train) && Directory.Exists(test))
            return Make(context, Load(context, train), Load(context, test), $"{folder}, its train and test parts");

        // Files come class by class: mix them before a tenth is held out.
        var all = context.Data.ShuffleRows(Load(context, folder), seed: seed);
        var split = context.Data.TrainTestSplit(all, testFraction: 0.1, seed: seed);
        return Make(context, split.TrainSet, split.TestSet, $"{folder}, a tenth held out");
    }

    private static IDataView Load(MLContext context, string folder) => context.Data.LoadImageFolder(folder, includeImageBytes: true);

    private static ImageData Make(MLContext context, IDataView train, IDataView test, string description) =>
        new(train, test, Epochs: 10, description, model => SinglePredictions.Take<Row>(context, model, test, count: 5));

    private sealed class Row : ILabelledRow
    {
        public byte[] Image { get; set; } = [];

        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
