using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.TrainingData;

public sealed class TeacherScoresTests(TrainedModels models)
{
    [Fact]
    public void A_fitted_transformer_and_the_column_that_it_made_teach_the_same()
    {
        var teacher = models[FeatureForm.Encoded];
        var table = ShapeData.Table(FeatureForm.Encoded);
        using var byTransformer = ShapeData.Train(table, Taught(o => o.Teacher = teacher));
        using var byColumn = ShapeData.Train(teacher.Transform(table), Taught(o => o.TeacherScoreColumnName = "Score"));
        using var alone = ShapeData.Train(table, ShapeData.Options());
        ActiveShiftResNetTrainerTests.AssertSameWeights(byTransformer, byColumn);
        Assert.False(alone.Model.Weights["fc.weight"].SequenceEqual(byTransformer.Model.Weights["fc.weight"]));
    }

    [Fact]
    public void A_pipeline_of_ML_NET_can_be_the_teacher()
    {
        var context = new MLContext(seed: 1);
        var table = ShapeData.Table(FeatureForm.PlanarSingles);
        var teacher = context.Transforms.CopyColumns("Pixels", "Features")
            .Append(context.Transforms.NormalizeMinMax("Features", "Pixels"))
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(table);
        var options = Taught(o => o.Teacher = teacher);
        options.Training = ShapeData.Training with { TeacherWeight = 1 };
        options.Epochs = 20;
        using var model = ShapeData.Train(table, options);
        var pairs = model.Transform(table).Predictions().Zip(teacher.Transform(table).Predictions());
        double agreement = pairs.Average(pair => pair.First == pair.Second ? 1.0 : 0);
        Assert.True(agreement > 0.9, $"{agreement}");
    }

    [Fact]
    public void Every_image_has_its_own_row_of_the_teacher_whatever_was_left_out()
    {
        var table = ShapeData.Encoded(
            ShapeData.Rows, row => row is 1 or 7 ? [] : Shapes.Png(row),
            Column("Teacher", row => [row / 32f, 1 - row / 32f, 0]));
        var options = Taught(o => o.TeacherScoreColumnName = "Teacher");
        options.BadImages = BadImageTraining.Skip;
        options.ValidationFraction = 0.2;
        var host = ((IHostEnvironment)new MLContext(1)).Register("test");
        using var channel = host.Start("test");
        using var sets = TrainingSets.Read(host, channel, options, 1, table, null);
        var images = Enumerable.Range(0, sets.Training.Count).ToList();
        var rows = images.Select(i => (int)MathF.Round(sets.Training.GetTeacherProbabilities(i).Span[0] * 32)).ToList();
        Assert.Equal(22, rows.Distinct().Count());
        Assert.DoesNotContain(1, rows);
        Assert.DoesNotContain(7, rows);
        Assert.Equal(rows.Select(row => Shapes.Class(row)), images.Select(sets.Training.GetLabel));
        Assert.True(sets.Validation!.GetTeacherProbabilities(0).IsEmpty);
    }

    [Fact]
    public void What_cannot_teach_is_an_error_that_says_what_was_expected()
    {
        var table = ShapeData.Table(FeatureForm.Encoded);
        AssertRefused(table, "Teacher", "teacher's score column 'Teacher' is missing", "Label, Features");
        AssertRefused(
            With(Column("Teacher", _ => [1, 0], 2)), "Teacher", "is of type Vector<Single, 2>", "label's 3 classes");
        AssertRefused(With(TestColumn.Text("Teacher", _ => "")), "Teacher", "is of type String", "vector of Single");

        var names = TestColumn.KeyValues("disc", "stripes", "square");
        var label = TestColumn.Key<uint>("Label", 3, row => (uint)Shapes.Class(row) + 1, names);
        var others = new TestTable(ShapeData.Rows, label, ShapeData.Feature(FeatureForm.Encoded));
        var options = Taught(o => o.Teacher = models[FeatureForm.Encoded]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ShapeData.Train(others, options));
        Assert.Contains("class 1 is 'square'. Expected 'stripes' there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_that_are_no_probabilities_are_named_by_their_row()
    {
        var table = With(Column("Teacher", row => row == 4 ? [3, 1, -1] : [1, 0, 0]));
        var error = Assert.Throws<InvalidOperationException>(
            () => ShapeData.Train(table, Taught(o => o.TeacherScoreColumnName = "Teacher")));
        Assert.Contains("Row 4 of the training data", error.Message, StringComparison.Ordinal);
        Assert.Contains("column 'Teacher' of which one is -1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_that_maps_the_label_again_is_answered_with_what_to_do()
    {
        var context = new MLContext(seed: 1);
        var label = TestColumn.Text("Label", row => Shapes.Names[Shapes.Class(row)]);
        var texts = new TestTable(ShapeData.Rows, label, ShapeData.Feature(FeatureForm.Encoded));
        var teacher = context.Transforms.Conversion.MapValueToKey("Label").Fit(texts);
        var error = Assert.Throws<InvalidOperationException>(
            () => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), Taught(o => o.Teacher = teacher)));
        Assert.Contains("leave out of it what was done", error.Message, StringComparison.Ordinal);
        Assert.Contains("MapValueToKey", error.Message, StringComparison.Ordinal);
    }

    private static TestTable With(TestColumn column) =>
        new(ShapeData.Rows, ShapeData.Label(), ShapeData.Feature(FeatureForm.Encoded), column);

    private static TestColumn Column(string name, Func<long, float[]> value, int size = 3) =>
        TestColumn.Vector(name, new VectorDataViewType(NumberDataViewType.Single, size), value);

    private static ActiveShiftResNetTrainer.Options Taught(Action<ActiveShiftResNetTrainer.Options> change)
    {
        var options = ShapeData.Options();
        change(options);
        return options;
    }

    private static void AssertRefused(TestTable table, string column, params string[] said)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => ShapeData.Train(table, Taught(o => o.TeacherScoreColumnName = column)));
        Assert.All(said, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
