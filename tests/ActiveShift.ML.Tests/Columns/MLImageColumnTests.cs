using ActiveShift.ML.Tests.Data;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Columns;

public sealed class MLImageColumnTests(TrainedModels models)
{
    // One image alone is more than cells may hold together, so each is a block of its own, and only as many are read as there are blocks.
    [Fact]
    public void Images_too_large_to_be_held_together_are_not_read_far_ahead()
    {
        const int side = 4200, rows = 6;
        int read = 0;
        var table = new TestTable(rows, TestColumn.Image("Features", row =>
        {
            Interlocked.Increment(ref read);
            return MLImage.CreateFromPixels(side, side, MLPixelFormat.Rgba32, new byte[side * side * 4]);
        }));
        var scored = models[FeatureForm.Image].Transform(table);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);

        for (int row = 0; row < rows; row++)
        {
            Assert.True(cursor.MoveNext());
            Assert.InRange(Volatile.Read(ref read) - row, 1, ReadAhead.Blocks);
        }
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void The_file_that_an_image_knows_is_named()
    {
        var table = new TestTable(1, TestColumn.Image("Features", row =>
        {
            var image = MLImage.CreateFromPixels(10_000, 7_000, MLPixelFormat.Rgba32, new byte[10_000 * 7_000 * 4]);
            image.Tag = "photos/huge.png";
            return image;
        }));

        var error = Assert.Throws<InvalidOperationException>(() => models[FeatureForm.Image].Scores(table));

        Assert.Contains("Row 0 ('photos/huge.png')", error.Message, StringComparison.Ordinal);
        Assert.Contains("70000000 pixels", error.Message, StringComparison.Ordinal);
    }
}
