using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class ScoringRowTests(TrainedModels models)
{
    [Fact]
    public void A_prediction_engine_gives_what_Transform_gives()
    {
        var expected = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded, rows: 100));
        var keys = expected.Predictions();
        var scores = expected.Scores();
        using var engine = Engine(models.Copy());
        for (int row = 0; row < scores.Length; row++)
        {
            var prediction = engine.Predict(new Picture { Features = Shapes.Png(row) });
            ScoreBits.AreIdentical(scores[row], prediction.Score);
            Assert.Equal(keys[row], prediction.PredictedLabel);
        }
    }

    [Fact]
    public void A_prediction_of_an_image_vector_reads_the_vectors_size()
    {
        var context = new MLContext(seed: 7);
        var definition = SchemaDefinition.Create(typeof(Picture));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, 3, Shapes.Height, Shapes.Width);
        var expected = models[FeatureForm.PlanarBytes].Scores(ShapeData.Table(FeatureForm.PlanarBytes, rows: 5));
        var engine = context.Model.CreatePredictionEngine<Picture, Prediction>(
            models[FeatureForm.PlanarBytes], new PredictionEngineOptions { InputSchemaDefinition = definition, OwnsTransformer = false });
        for (int row = 0; row < expected.Length; row++)
            ScoreBits.AreIdentical(expected[row], engine.Predict(new Picture { Features = Shapes.Planar(Shapes.Rgb(row)) }).Score);
    }

    [Fact]
    public void An_engine_goes_on_after_a_bad_image()
    {
        using var engine = Engine(models.Copy());
        var expected = engine.Predict(new Picture { Features = Shapes.Png(3) });

        var error = Assert.Throws<InvalidOperationException>(() => engine.Predict(new Picture { Features = [1, 2, 3] }));

        Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
        Assert.Equal(expected.Score, engine.Predict(new Picture { Features = Shapes.Png(3) }).Score);
    }

    [Fact]
    public void Asked_for_missing_scores_an_engine_gives_NaN_and_no_label()
    {
        using var engine = Engine(models.Copy(BadImageScoring.Missing));
        Assert.NotEqual(0u, engine.Predict(new Picture { Features = Shapes.Png(1) }).PredictedLabel);

        foreach (byte[] bad in new byte[][] { [], [1, 2, 3], Shapes.Png(1)[..^30] })
        {
            var prediction = engine.Predict(new Picture { Features = bad });
            Assert.Equal([float.NaN, float.NaN, float.NaN], prediction.Score);
            Assert.Equal(0u, prediction.PredictedLabel);
        }
        Assert.NotEqual(0u, engine.Predict(new Picture { Features = Shapes.Png(1) }).PredictedLabel);
    }

    [Fact]
    public void The_network_runs_once_a_row_and_only_if_it_is_asked()
    {
        var table = new TestTable(2, TestColumn.Text("Name", row => $"r{row}"), ShapeData.Feature(FeatureForm.Encoded));
        var model = models[FeatureForm.Encoded];
        var mapper = model.GetRowToRowMapper(table.Schema);
        using var cursor = table.GetRowCursor(table.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema.Where(c => c.Name is "Name" or "Score"));

        Assert.Same(mapper.OutputSchema, row.Schema);
        Assert.True(cursor.MoveNext());
        Assert.True(cursor.MoveNext());

        Assert.Equal("r1", CellReader.Create(row, row.Schema["Name"])());
        Assert.Equal(1, row.Position);
        ScoreBits.AreIdentical(model.Scores(table)[1], (float[])CellReader.Create(row, row.Schema["Score"])()!);
        Assert.False(row.IsColumnActive(row.Schema["PredictedLabel"]));
        Assert.Throws<InvalidOperationException>(() => row.GetGetter<uint>(row.Schema["PredictedLabel"]));
    }

    [Fact]
    public void A_mapper_refuses_rows_of_another_schema()
    {
        var model = models[FeatureForm.Encoded];
        var mapper = model.GetRowToRowMapper(ShapeData.Table(FeatureForm.Encoded).Schema);
        var other = ShapeData.Table(FeatureForm.Encoded);
        using var cursor = other.GetRowCursor(other.Schema);

        Assert.Throws<ArgumentException>(() => mapper.GetRow(cursor, mapper.OutputSchema));
        Assert.Throws<ArgumentNullException>(() => mapper.GetRow(null!, mapper.OutputSchema));
        Assert.Throws<ArgumentNullException>(() => mapper.GetRow(cursor, null!));
    }

    private static PredictionEngine<Picture, Prediction> Engine(ITransformer model) =>
        new MLContext(seed: 7).Model.CreatePredictionEngine<Picture, Prediction>(model);
}
