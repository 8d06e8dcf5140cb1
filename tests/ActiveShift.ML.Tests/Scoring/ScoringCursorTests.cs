using ActiveShift.ML.Tests.Data;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class ScoringCursorTests(TrainedModels models)
{
    // Blocks grow from one row a processor to 64: in the first, at the borders for one, two and more processors, and in later ones.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100)]
    public void A_failure_of_the_input_arrives_after_the_rows_before_it(int failAt)
    {
        var healthy = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded, rows: 110)).Scores();
        var table = new TestTable(110, ShapeData.Label(), ShapeData.Feature(FeatureForm.Encoded)) { FailAt = failAt };
        var scored = models[FeatureForm.Encoded].Transform(table);
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;

        for (int row = 0; row < failAt; row++)
        {
            Assert.True(cursor.MoveNext());
            getScore(ref score);
            ScoreBits.AreIdentical(healthy[row], score.DenseValues().ToArray());
        }

        Assert.Same(TestTable.Failure, Assert.Throws<InvalidOperationException>(() => cursor.MoveNext()));
        // And again, instead of ending as if the data were whole.
        Assert.Same(TestTable.Failure, Assert.Throws<InvalidOperationException>(() => cursor.MoveNext()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70)]
    public void A_cursor_disposed_early_lets_go_of_the_input(int rows)
    {
        var table = ShapeData.Table(FeatureForm.Encoded, rows: 150);
        var scored = models[FeatureForm.Encoded].Transform(table);
        var cursor = scored.GetRowCursor(scored.Schema);
        Assert.Equal(1, table.OpenCursors);
        for (int i = 0; i < rows; i++)
            Assert.True(cursor.MoveNext());

        cursor.Dispose();
        cursor.Dispose();

        Assert.Equal(0, table.OpenCursors);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void A_value_read_twice_or_not_at_all_is_the_rows_own()
    {
        var scored = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded, rows: 70));
        var expected = scored.Scores();
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;
        while (cursor.MoveNext())
        {
            for (int i = 0; i < cursor.Position % 3; i++)
            {
                getScore(ref score);
                ScoreBits.AreIdentical(expected[cursor.Position], score.DenseValues().ToArray());
            }
        }
    }

    [Fact]
    public void Getters_need_a_row_an_active_column_and_the_right_type()
    {
        var scored = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded, rows: 2));
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;

        Assert.Contains("MoveNext", Assert.Throws<InvalidOperationException>(() => getScore(ref score)).Message, StringComparison.Ordinal);
        Assert.Contains("'Label'", Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<uint>(scored.Schema["Label"])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "'PredictedLabel'", Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<uint>(scored.Schema["PredictedLabel"])).Message, StringComparison.Ordinal);
        string message = Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(scored.Schema["Score"])).Message;
        Assert.Contains("'Score'", message, StringComparison.Ordinal);
        Assert.Contains("Single", message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_the_last_row_a_cursor_stands_nowhere()
    {
        var scored = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded, rows: 3));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getLabel = cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]);
        uint label = 0;
        for (int i = 0; i < 3; i++)
            Assert.True(cursor.MoveNext());

        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => getLabel(ref label));
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void After_a_failed_batch_no_scores_of_an_earlier_one_are_given()
    {
        using var model = models.Copy();
        var scored = model.Transform(ShapeData.Table(FeatureForm.Encoded, rows: 1000));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getLabel = cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]);
        uint label = 0;
        Assert.True(cursor.MoveNext());

        model.Dispose();

        // What was scored ahead is still delivered.
        Assert.Throws<ObjectDisposedException>(() =>
        {
            while (cursor.MoveNext())
                getLabel(ref label);
        });
        Assert.Throws<InvalidOperationException>(() => getLabel(ref label));
        Assert.ThrowsAny<Exception>(() => cursor.MoveNext());
        Assert.Throws<InvalidOperationException>(() => getLabel(ref label));
    }
}
