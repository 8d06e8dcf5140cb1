using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Loaders;

/// <summary>The sample's data is what its README says.</summary>
public sealed class QuickStartDataTests
{
    [Theory]
    [InlineData("train", 825)]
    [InlineData("test", 100)]
    public void Classes_are_balanced_and_images_are_no_blanks(string part, int perClass)
    {
        string prefix = Path.Combine(RepositoryRoot(), "samples", "QuickStart", "Data", part);

        IDataView data = new MLContext(seed: 1).Data.LoadIdx(prefix + "-images-idx3-ubyte.gz", prefix + "-labels-idx1-ubyte.gz");

        Assert.Equal([28, 28], Assert.IsType<VectorDataViewType>(data.Schema["Image"].Type).Dimensions);
        Assert.Equal(10 * perClass, data.GetRowCount());
        Assert.Equal(Enumerable.Repeat(perClass, 10), data.GetColumn<byte>("Label").CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        double mean = data.GetColumn<VBuffer<byte>>("Image").Average(image => image.DenseValues().Average(pixel => (double)pixel));
        Assert.Equal(72.9, mean, 1.0); // of all 60,000 training images: 72.94
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActiveShift.ML.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds ActiveShift.ML.sln.");
    }
}
