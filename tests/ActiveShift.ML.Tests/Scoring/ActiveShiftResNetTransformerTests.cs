using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class ActiveShiftResNetTransformerTests(TrainedModels models)
{
    [Fact]
    public void Scores_do_not_depend_on_the_rows_beside_them()
    {
        var model = models[FeatureForm.Encoded];
        var expected = model.Scores(ShapeData.Table(FeatureForm.Encoded, rows: 130));
        foreach (int rows in new[] { 1, 2, 63, 64, 65 })
            ScoreBits.AreIdentical(expected.Take(rows).ToArray(), model.Scores(ShapeData.Table(FeatureForm.Encoded, rows)));
    }

    [Fact]
    public void Scores_are_probabilities_and_the_label_is_the_most_probable_class()
    {
        var scored = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded));
        var keys = scored.Predictions();
        var scores = scored.Scores();
        for (int row = 0; row < scores.Length; row++)
        {
            Assert.Equal(1, scores[row].Sum(), 1e-5f);
            Assert.All(scores[row], score => Assert.InRange(score, 0, 1));
            Assert.Equal((uint)Array.IndexOf(scores[row], scores[row].Max()) + 1, keys[row]);
        }
    }

    [Fact]
    public void Images_of_mixed_sizes_and_formats_are_scored_as_if_alone()
    {
        var model = models[FeatureForm.Encoded];
        byte[] File(long row) => (row % 3) switch
        {
            0 => Shapes.Png(row),
            1 => Shapes.Encode(Shapes.Rgb(row, 40, 31), 40, 31, SkiaSharp.SKEncodedImageFormat.Jpeg),
            _ => Shapes.Encode(Shapes.Rgb(row, 5, 90), 5, 90),
        };
        var scores = model.Scores(ShapeData.Encoded(9, File));
        for (int row = 0; row < 9; row++)
            ScoreBits.AreIdentical(model.Scores(ShapeData.Encoded(1, _ => File(row)))[0], scores[row]);
        Assert.Equal(9, scores.Select(s => s[0]).Distinct().Count());
    }

    [Fact]
    public void Once_disposed_everything_that_scores_says_so()
    {
        var model = models.Copy();
        var table = ShapeData.Table(FeatureForm.Encoded);
        var view = model.Transform(table);
        var mapper = model.GetRowToRowMapper(table.Schema);
        using var cursor = table.GetRowCursor(table.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var getLabel = row.GetGetter<uint>(mapper.OutputSchema["PredictedLabel"]);
        var engine = new MLContext().Model.CreatePredictionEngine<Picture, Prediction>(model);
        Assert.NotEmpty(view.Scores());
        Assert.True(cursor.MoveNext());

        model.Dispose();
        model.Dispose();

        uint label = 0;
        Assert.Throws<ObjectDisposedException>(() => view.Scores());
        Assert.Throws<ObjectDisposedException>(() => getLabel(ref label));
        Assert.Throws<ObjectDisposedException>(() => engine.Predict(new Picture { Features = Shapes.Png(0) }));
        Assert.Throws<ObjectDisposedException>(() => model.Transform(table));
        Assert.Throws<ObjectDisposedException>(() => model.GetRowToRowMapper(table.Schema));
        // What needs no network still works: the weights are not native memory.
        Assert.Equal(3, model.Model.ClassNames.Count);
    }

    [Fact]
    public void An_engine_and_a_chain_dispose_the_model_that_they_own()
    {
        var table = ShapeData.Table(FeatureForm.Encoded);
        var first = models.Copy();
        new MLContext().Model.CreatePredictionEngine<Picture, Prediction>(first).Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.Transform(table));

        var second = models.Copy();
        new TransformerChain<ITransformer>(second).Dispose();
        Assert.Throws<ObjectDisposedException>(() => second.Transform(table));
    }

    [Fact]
    public void A_missing_feature_column_is_named_with_those_that_are_there()
    {
        var model = models[FeatureForm.Encoded];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(new TestTable(1, TestColumn.Text("Path", _ => ""), ShapeData.Label())));

        Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Path, Label", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_another_size_than_the_networks_is_refused()
    {
        var model = models[FeatureForm.PlanarBytes];
        var table = new TestTable(1, TestColumn.Vector("Features", new VectorDataViewType(NumberDataViewType.Byte, 3, 16, 16), _ => new byte[768]));

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(table));

        Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
        Assert.Contains("16", error.Message, StringComparison.Ordinal);
        Assert.Contains("12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        var model = models[FeatureForm.Encoded];
        Assert.Throws<ArgumentNullException>(() => model.Transform(null!));
        Assert.Throws<ArgumentNullException>(() => model.GetOutputSchema(null!));
        Assert.Throws<ArgumentNullException>(() => model.GetRowToRowMapper(null!));
        Assert.Throws<ArgumentNullException>(() => ((ICanSaveModel)model).Save(null!));
    }

    [Fact]
    public void The_public_face_says_what_was_trained()
    {
        var model = models[FeatureForm.Encoded];

        Assert.True(model.IsRowToRowMapper);
        Assert.Equal("Features", model.FeatureColumnName);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte), model.FeatureColumnType);
        Assert.Equal(Shapes.Names, model.Model.ClassNames);
        Assert.Equal((3, Shapes.Height, Shapes.Width, 3), (model.Model.Network.Channels, model.Model.Network.Height, model.Model.Network.Width, model.Model.Network.Classes));
        Assert.Equal((30L, 3, 8, 7), (model.Model.Facts!.Images, model.Model.Facts!.Epochs, model.Model.Facts!.BatchSize, model.Model.Facts!.Seed));
    }
}
