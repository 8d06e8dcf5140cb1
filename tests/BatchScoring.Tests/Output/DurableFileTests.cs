using BatchScoring.Output;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Output;

public sealed class DurableFileTests
{
    [Fact]
    public void A_file_is_replaced_and_nothing_is_left_beside_it()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("journal", [1, 2, 3]);
        DurableFile.Write(file, [4]);
        Assert.Equal([4], File.ReadAllBytes(file));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.FullPath));
    }
}
