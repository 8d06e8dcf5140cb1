using Microsoft.ML;

namespace ActiveShift.Bench.FashionMnist;

/// <summary>The four files of Fashion-MNIST in one folder, gzipped, under their usual names.</summary>
internal static class FashionFiles
{
    public static IDataView Train(MLContext context, string folder) => Load(context, folder, "train");

    public static IDataView Test(MLContext context, string folder) => Load(context, folder, "t10k");

    private static IDataView Load(MLContext context, string folder, string part) => context.Data.LoadIdx(
        Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"));
}
