using ActiveShift.ML.Tests.Data;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class ScoringDataViewTests(TrainedModels models)
{
    private const int ManyRows = 150;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_set_of_cursors_holds_the_rows_of_the_plain_cursor(int n)
    {
        var scored = models[FeatureForm.PlanarBytes].Transform(ShapeData.Table(FeatureForm.PlanarBytes, ManyRows));
        var columns = scored.Schema.ToArray();
        var expected = Rows.Read(scored);

        var cursors = scored.GetRowCursorSet(columns, n);

        Assert.Equal(n, cursors.Length);
        var rows = new List<Row>();
        foreach (var cursor in cursors)
        {
            using (cursor)
                rows.AddRange(Rows.Read(cursor, columns));
        }
        var sorted = rows.OrderBy(row => row.Id.Low).ToList();
        Assert.Equal(expected.Select(row => row.Id), sorted.Select(row => row.Id));
        for (int i = 0; i < sorted.Count; i++)
            AssertSameRow(expected[i], sorted[i]);
    }

    [Fact]
    public void Batches_of_a_set_of_cursors_grow_as_ML_NET_needs_them_to_merge_rows()
    {
        var scored = models[FeatureForm.PlanarBytes].Transform(ShapeData.Table(FeatureForm.PlanarBytes, ManyRows));
        foreach (var cursor in scored.GetRowCursorSet(scored.Schema, 2))
        {
            using (cursor)
            {
                var getId = cursor.GetIdGetter();
                DataViewRowId id = default;
                while (cursor.MoveNext())
                {
                    getId(ref id);
                    Assert.Equal((long)id.Low / 4, cursor.Batch);
                }
            }
        }
    }

    [Fact]
    public void Shuffled_rows_keep_their_own_scores()
    {
        var scored = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded, ManyRows));
        var expected = Rows.Read(scored).ToDictionary(row => row.Id);

        Assert.True(scored.CanShuffle);
        var shuffled = Rows.Read(scored, rand: new Random(1));

        Assert.NotEqual(expected.Keys, shuffled.Select(row => row.Id));
        Assert.Equal(ManyRows, shuffled.Count);
        Assert.All(shuffled, row => AssertSameRow(expected[row.Id], row));
    }

    [Fact]
    public void Two_threads_score_at_once()
    {
        var scored = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded, ManyRows));
        var expected = Rows.Read(scored);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            var rows = Rows.Read(scored);
            for (int i = 0; i < rows.Count; i++)
                AssertSameRow(expected[i], rows[i]);
        });
    }

    [Fact]
    public void An_empty_view_has_no_rows()
    {
        var scored = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded, rows: 0));

        Assert.Equal(0, scored.GetRowCount());
        Assert.Empty(Rows.Read(scored));
    }

    [Fact]
    public void Only_the_columns_that_are_needed_are_read()
    {
        var table = new TestTable(
            3, ShapeData.Feature(FeatureForm.PlanarBytes), TestColumn.Number<int>("Broken", NumberDataViewType.Int32, _ => throw TestTable.Failure));
        var scored = models[FeatureForm.PlanarBytes].Transform(table);

        Assert.Equal(3, scored.Scores().Length);
        Assert.Throws<InvalidOperationException>(() => Rows.Read(scored));
    }

    [Fact]
    public void Rows_of_which_no_score_is_asked_are_not_scored()
    {
        var table = new TestTable(
            3, TestColumn.Text("Name", row => $"r{row}"),
            TestColumn.Vector<byte>("Features", new VectorDataViewType(NumberDataViewType.Byte), _ => throw TestTable.Failure));
        var scored = models[FeatureForm.Encoded].Transform(table);

        Assert.Equal(["r0", "r1", "r2"], Rows.Read(scored, c => c.Name == "Name").Select(row => row.Values[0]));
    }

    private static void AssertSameRow(Row expected, Row actual)
    {
        Assert.Equal(expected.Id, actual.Id);
        Assert.Equal(expected.Values.Length, actual.Values.Length);
        for (int i = 0; i < expected.Values.Length; i++)
        {
            if (expected.Values[i] is float[] scores)
                ScoreBits.AreIdentical(scores, (float[])actual.Values[i]!);
            else
                Assert.Equal(expected.Values[i], actual.Values[i]);
        }
    }
}
