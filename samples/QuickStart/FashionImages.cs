using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart;

/// <summary>The Fashion-MNIST images that come with this sample: 28x28 gray pixels, ten kinds of clothing.</summary>
internal static class FashionImages
{
    private static readonly string[] _classes =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>
    /// Few images, as many passes over them as do well in a minute: smaller steps and smaller crops than the paper's
    /// for 50,000.
    /// </summary>
    private static readonly TrainingOptions _fromScratch = new() { Epochs = 12, BatchSize = 32, CropPadding = 2 };

    private static readonly TrainingOptions _fromTrained = Recipe.FineTune with { Epochs = 12 };

    /// <param name="context">The context.</param>
    /// <param name="fromTrained">Whether training begins with a trained network.</param>
    public static ImageData Load(MLContext context, bool fromTrained)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Data");
        var test = Load(context, folder, "test");
        return new ImageData(
            Load(context, folder, "train"), test, fromTrained ? _fromTrained : _fromScratch,
            "Fashion-MNIST, part of it", model => SinglePredictions.Take<Row>(context, model, test, count: 5));
    }

    private static IDataView Load(MLContext context, string folder, string part) => context.Data.LoadIdx(
        Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"), _classes);

    private sealed class Row : ILabelledRow
    {
        [VectorType(28, 28)]
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
