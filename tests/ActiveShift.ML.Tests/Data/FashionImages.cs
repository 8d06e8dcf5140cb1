using ActiveShift.Tests.Shared;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Data;

/// <summary>The real images that come with the QuickStart: Fashion-MNIST, 28x28 gray, ten classes, mixed.</summary>
internal static class FashionImages
{
    public const int TrainRows = 8250, TestRows = 1000;

    /// <summary>Columns Image (bytes) and Label (a key).</summary>
    /// <param name="context">The context.</param>
    /// <param name="part">"train" or "test".</param>
    public static IDataView Load(MLContext context, string part)
    {
        string prefix = Path.Combine(RepositoryRoot.Path, "samples", "QuickStart", "Data", part);
        var data = context.Data.LoadIdx(prefix + "-images-idx3-ubyte.gz", prefix + "-labels-idx1-ubyte.gz");
        return context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Fit(data).Transform(data);
    }
}
