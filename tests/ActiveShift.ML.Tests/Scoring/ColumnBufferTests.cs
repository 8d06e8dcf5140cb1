using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class ColumnBufferTests(TrainedModels models)
{
    private const int ManyRows = 150;

    [Fact]
    public void Columns_of_every_kind_keep_their_own_rows_values_although_the_cursor_reads_ahead()
    {
        var table = new TestTable(
            ManyRows,
            ShapeData.Label(),
            TestColumn.Text("Text", row => $"text {row}"),
            TestColumn.Key<ulong>("Key", 7, row => (ulong)(row % 8)),
            TestColumn.Number("Double", NumberDataViewType.Double, row => row / 3.0),
            TestColumn.Number("Bool", BooleanDataViewType.Instance, row => row % 2 == 0),
            TestColumn.Number("Time", TimeSpanDataViewType.Instance, row => TimeSpan.FromSeconds(row)),
            TestColumn.Vector("Known", new VectorDataViewType(NumberDataViewType.Int32, 2), row => new[] { (int)row, -(int)row }),
            TestColumn.Vector("Variable", new VectorDataViewType(NumberDataViewType.Int64), row => new long[row % 5]),
            TestColumn.Vector("Texts", new VectorDataViewType(TextDataViewType.Instance), row => new[] { $"a{row}".AsMemory(), $"b{row}".AsMemory() }),
            Sparse("Sparse"),
            ShapeData.Feature(FeatureForm.Image, "Picture"),
            ShapeData.Feature(FeatureForm.Image));
        var scored = models[FeatureForm.Image].Transform(table);
        var expected = Rows.Read(table);

        var actual = Rows.Read(scored);

        Assert.Equal(expected.Select(row => row.Id), actual.Select(row => row.Id));
        for (int i = 0; i < ManyRows; i++)
            Assert.Equal(expected[i].Values, actual[i].Values.Take(table.Schema.Count));
    }

    [Fact]
    public void An_image_that_passes_several_transforms_is_still_the_rows_own()
    {
        using var folder = new TempFolder();
        for (int row = 0; row < 10; row++)
            folder.Write($"{row}.png", Shapes.Png(row));
        var context = new MLContext(seed: 7);
        var files = new TestTable(10, TestColumn.Text("ImagePath", row => $"{row}.png"));
        // Images of the right size already are handed on as they are, and disposed by whoever reads the next one.
        var images = context.Transforms.LoadImages("Features", folder.Path, "ImagePath")
            .Append(context.Transforms.ResizeImages("Features", Shapes.Width, Shapes.Height)).Fit(files).Transform(files);

        var scored = models[FeatureForm.Image].Transform(images);

        Assert.Equal(Rows.Read(images).Select(row => row.Values[^1]), Rows.Read(scored).Select(row => row.Values[scored.Schema["Features"].Index]));
        ScoreBits.AreIdentical(models[FeatureForm.Image].Scores(ShapeData.Table(FeatureForm.Image, 10)), scored.Scores());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_the_error_of_who_asks_for_it_and_not_of_the_row()
    {
        using var folder = new TempFolder();
        for (int row = 0; row < 10; row++)
            folder.Write($"{row}.png", Shapes.Png(row));
        File.Delete(folder.File("4.png"));
        var context = new MLContext(seed: 7);
        var files = new TestTable(10, TestColumn.Text("ImagePath", row => $"{row}.png"));
        var images = context.Transforms.LoadRawImageBytes("Features", folder.Path, "ImagePath").Fit(files)
            .Transform(files);
        using var model = models.Copy(BadImageScoring.Missing);
        var scored = model.Transform(images);
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getFile = cursor.GetGetter<VBuffer<byte>>(scored.Schema["Features"]);
        var getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<byte> file = default;
        VBuffer<float> score = default;

        for (int row = 0; row < 10; row++)
        {
            Assert.True(cursor.MoveNext());
            getScore(ref score);
            Assert.Equal(row == 4, score.GetValues().ToArray().All(float.IsNaN));
            if (row == 4)
            {
                Assert.Throws<FileNotFoundException>(() => getFile(ref file));
                continue;
            }
            getFile(ref file);
            Assert.Equal(Shapes.Png(row), file.DenseValues());
        }
        Assert.False(cursor.MoveNext());
    }

    private static TestColumn Sparse(string name) => new TestColumn<VBuffer<float>>(
        name, new VectorDataViewType(NumberDataViewType.Single, 100),
        (long row, ref VBuffer<float> value) => value = new VBuffer<float>(100, 1, [row], [(int)row % 100]));
}
