using Microsoft.ML;

namespace ActiveShift.Bench.Photos;

/// <summary>A way to classify photographs in ML.NET.</summary>
/// <param name="Name">In the table.</param>
/// <param name="Pipeline">
/// Makes the pipeline from the columns of <see cref="PhotoRow"/>, Label mapped to a key, to the column Score: for a
/// context, its seed and the training data.
/// </param>
/// <param name="Libraries">
/// What an application that scores needs beside ML.NET: assemblies by their file names, native libraries without prefix
/// and extension.
/// </param>
internal sealed record PhotoMethod(
    string Name, Func<MLContext, int, IDataView, IEstimator<ITransformer>> Pipeline, IReadOnlyList<string> Libraries);
