using BatchScoring.Input;
using BatchScoring.Scoring;
using BatchScoring.Tests.Data;
using Microsoft.ML;

namespace BatchScoring.Tests.Scoring;

public sealed class BatchModelTests
{
    [Fact]
    public void Classes_without_names_are_numbers()
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext();
        string file = folder.File("model.zip");
        using (var network = context.Model.CreateActiveShiftResNet(TestModel.Network(1, 6), featureColumnName: "Image"))
            context.Model.Save(network, TestModel.Schema(context), file);
        using var model = new BatchModel(file);
        var (_, row) = Assert.Single(model.Score([new ImageRow { Image = TestImages.Png(1) }], top: 3));
        Assert.Equal(["0", "1", "2"], row.Top.Select(top => top.Label).Order());
    }

    /// <summary>What a row leaves behind, and that the input is not read to its end before the first row comes.</summary>
    [Fact]
    public void Memory_is_flat_and_rows_come_while_the_input_is_read()
    {
        const int rows = 60_000, warmUp = 10_000, bytesARow = 4096;
        using var folder = new TemporaryFolder();
        TestModel.Save(folder.File("model.zip"));
        using var model = new BatchModel(folder.File("model.zip"));
        byte[] png = TestImages.Png(1);
        long read = 0, before = 0, seen = 0, mostAhead = 0;
        foreach (var (index, row) in model.Score(Rows(), top: 3))
        {
            Assert.Equal(seen, index);
            seen++;
            mostAhead = Math.Max(mostAhead, Volatile.Read(ref read) - seen);
            Assert.Equal(index % 1000 == 0, row.Error is not null);
            if (seen == warmUp)
                before = GC.GetTotalMemory(forceFullCollection: true);
        }
        long after = GC.GetTotalMemory(forceFullCollection: true);

        Assert.Equal(rows, seen);
        Assert.InRange(mostAhead, 0, 300);
        // Were the images kept, it would be two hundred megabytes.
        Assert.True(after - before < 4 << 20, $"{after - before} bytes more after {rows} rows than after {warmUp}.");

        IEnumerable<ImageRow> Rows()
        {
            for (int i = 0; i < rows; i++)
            {
                Interlocked.Increment(ref read);
                // Bytes after the image's end are not looked at.
                yield return new ImageRow { Index = i, Id = $"{i}", Image = i % 1000 == 0 ? [1] : [.. png, .. new byte[bytesARow]] };
            }
        }
    }
}
