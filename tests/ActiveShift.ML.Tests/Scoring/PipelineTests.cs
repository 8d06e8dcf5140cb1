using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class PipelineTests
{
    [Fact]
    public void A_whole_pipeline_trains_scores_saves_and_loads()
    {
        using var folder = new TempFolder();
        for (int row = 0; row < ShapeData.Rows; row++)
            folder.Write($"{row}.png", Shapes.Png(row));
        var context = new MLContext(seed: 7);
        var files = new TestTable(
            ShapeData.Rows, TestColumn.Text("ImagePath", row => $"{row}.png"), TestColumn.Text("Kind", row => Shapes.Names[Shapes.Class(row)]));
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label", "Kind")
            .Append(context.Transforms.LoadImages("Image", folder.Path, "ImagePath"))
            .Append(context.Transforms.ResizeImages("Image", Shapes.Width, Shapes.Height))
            .Append(context.Transforms.ExtractPixels("Features", "Image"))
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()))
            .Append(context.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel"));

        using var chain = pipeline.Fit(files);
        var scored = chain.Transform(files);

        // Pixels that ML.NET extracted are those of the same images in any other form.
        using var expected = ShapeData.Train(ShapeData.Table(FeatureForm.PlanarSingles), ShapeData.Options());
        ScoreBits.AreIdentical(expected.Scores(ShapeData.Table(FeatureForm.PlanarSingles)), scored.Scores());
        Assert.Equal(
            scored.Predictions().Select(key => Shapes.Names[key - 1]), Rows.Read(scored, c => c.Name == "Answer").Select(row => row.Values[0]));

        using var stream = new MemoryStream();
        context.Model.Save(chain, files.Schema, stream);
        var loaded = context.Model.Load(stream, out _);
        ScoreBits.AreIdentical(scored.Scores(), loaded.Scores(files));
        ((IDisposable)loaded).Dispose();
    }

    [Fact]
    public void Evaluation_shows_the_names_of_the_classes()
    {
        var context = new MLContext(seed: 7);
        using var model = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), ShapeData.Options());

        var metrics = context.MulticlassClassification.Evaluate(model.Transform(ShapeData.Table(FeatureForm.Encoded)), topKPredictionCount: 2);

        string table = metrics.ConfusionMatrix.GetFormattedConfusionTable();
        Assert.All(Shapes.Names, name => Assert.Contains(name, table, StringComparison.Ordinal));
        Assert.Equal(3, metrics.ConfusionMatrix.NumberOfClasses);
        Assert.Equal(2, metrics.TopKPredictionCount);
    }

    [Fact]
    public void Cross_validation_trains_a_model_for_every_fold()
    {
        var context = new MLContext(seed: 7);
        var trainer = context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options());

        var folds = context.MulticlassClassification.CrossValidate(ShapeData.Table(FeatureForm.Encoded), trainer, numberOfFolds: 3);

        Assert.Equal(3, folds.Count);
        long images = folds.Sum(fold => ((ActiveShiftResNetTransformer)fold.Model).Model.Facts!.Images);
        // Every row is trained on in all folds but one.
        Assert.Equal(2 * ShapeData.Rows, images);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.MicroAccuracy, 0, 1));
        foreach (var fold in folds)
            ((IDisposable)fold.Model).Dispose();
    }

    [Fact]
    public void Other_column_names_are_used_throughout()
    {
        var options = ShapeData.Options();
        (options.LabelColumnName, options.FeatureColumnName, options.ScoreColumnName, options.PredictedLabelColumnName) = ("Kind", "Photo", "P", "Guess");
        var table = new TestTable(9, ShapeData.Label("Kind"), ShapeData.Feature(FeatureForm.Encoded, "Photo"));
        var context = new MLContext(seed: 7);
        using var model = ShapeData.Train(table, options);

        var scored = model.Transform(table);

        Assert.Equal(["Kind", "Photo", "P", "Guess"], scored.Schema.Select(c => c.Name));
        using var stream = new MemoryStream();
        context.Model.Save(model, table.Schema, stream);
        using var loaded = (ActiveShiftResNetTransformer)context.Model.Load(stream, out _);
        Assert.Equal("Photo", loaded.FeatureColumnName);
        ScoreBits.AreIdentical(scored.Scores("P"), loaded.Transform(table).Scores("P"));
        Assert.Equal(scored.Predictions("Guess"), loaded.Transform(table).Predictions("Guess"));
    }
}
