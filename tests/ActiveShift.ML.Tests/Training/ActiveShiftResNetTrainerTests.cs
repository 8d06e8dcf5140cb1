using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.Scoring;
using ActiveShift.Training;
using Microsoft.ML;
using TorchSharp;

namespace ActiveShift.ML.Tests.Training;

public sealed class ActiveShiftResNetTrainerTests(TrainedModels models)
{
    [Theory]
    [InlineData(FeatureForm.Image)]
    [InlineData(FeatureForm.PlanarBytes)]
    [InlineData(FeatureForm.InterleavedBytes)]
    [InlineData(FeatureForm.FlatBytes)]
    [InlineData(FeatureForm.PlanarSingles)]
    [InlineData(FeatureForm.InterleavedSingles)]
    [InlineData(FeatureForm.FlatSingles)]
    public void The_same_pixels_in_any_form_make_the_same_model(FeatureForm form) =>
        AssertSameWeights(models[FeatureForm.Encoded], models[form]);

    [Fact]
    public void Gray_pixels_make_the_same_model_as_bytes_or_singles() =>
        AssertSameWeights(models[FeatureForm.GrayBytes], models[FeatureForm.GraySingles]);

    [Fact]
    public void Training_learns_the_shapes()
    {
        var options = ShapeData.Options(FeatureForm.PlanarBytes);
        options.Epochs = 15;
        using var model = ShapeData.Train(ShapeData.Table(FeatureForm.PlanarBytes, rows: 60), options);

        // Rows that were not trained on.
        var scored = model.Transform(ShapeData.Table(FeatureForm.PlanarBytes, rows: 120));

        Assert.True(scored.Predictions().Skip(60).Where((key, i) => key == (uint)Shapes.Class(60 + i) + 1).Count() >= 54);
    }

    [Fact]
    public void Fitting_twice_gives_the_same_model_and_leaves_the_options_alone()
    {
        var options = ShapeData.Options();
        options.Seed = 3;
        var before = options.Copy();
        var trainer = new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet(options);
        using var first = trainer.Fit(ShapeData.Table(FeatureForm.Encoded));
        // Too late: the trainer has its own copy.
        options.Epochs = 1;
        using var second = trainer.Fit(ShapeData.Table(FeatureForm.Encoded));

        AssertSameWeights(first, second);
        options.Epochs = before.Epochs;
        foreach (var property in typeof(ActiveShiftResNetTrainer.Options).GetProperties())
            Assert.Equal(property.GetValue(before), property.GetValue(options));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_seed_of_the_context_gives_the_same_model(int threads)
    {
        var options = ShapeData.Options();
        options.Threads = threads;
        options.Training = new TrainingOptions { CropPadding = 2 };
        using var first = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        using var second = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);

        AssertSameWeights(first, second);
        ScoreBits.AreIdentical(first.Scores(ShapeData.Table(FeatureForm.Encoded)), second.Scores(ShapeData.Table(FeatureForm.Encoded)));
    }

    [Fact]
    public void Another_seed_gives_another_model_and_the_options_come_first()
    {
        var options = ShapeData.Options();
        using var seven = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        options.Seed = 8;
        using var eight = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        options.Seed = null;
        options.Training = ShapeData.Training with { Seed = 8 };
        using var recipe = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
        AssertSameWeights(eight, recipe);
        options.Training = ShapeData.Training;
        using var random = new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(ShapeData.Table(FeatureForm.Encoded));

        Assert.Equal((7, 8), (seven.Model.Facts!.Seed, eight.Model.Facts!.Seed));
        var name = seven.Model.Network.Tensors[0].Name;
        Assert.NotEqual(seven.Model.Weights[name].ToArray(), eight.Model.Weights[name].ToArray());
        Assert.NotEqual(seven.Model.Weights[name].ToArray(), random.Model.Weights[name].ToArray());
    }

    [Fact]
    public void Global_random_states_are_not_touched()
    {
        using var before = torch.get_rng_state();
        using var model = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), ShapeData.Options());
        _ = model.Scores(ShapeData.Table(FeatureForm.Encoded));
        using var after = torch.get_rng_state();

        Assert.Equal(before.data<byte>().ToArray(), after.data<byte>().ToArray());
    }

    [Fact]
    public void Classes_are_the_keys_values_whether_they_occur_or_not()
    {
        var table = new TestTable(
            6, TestColumn.Key<uint>("Label", 5, row => 2 + (uint)(row % 2), TestColumn.KeyValues("a", "b", "c", "d", "e")), ShapeData.Feature(FeatureForm.Encoded));
        using var model = ShapeData.Train(table, ShapeData.Options());

        Assert.Equal(5, model.Model.Network.Classes);
        Assert.All(model.Scores(table), scores => Assert.Equal(5, scores.Length));
    }

    [Fact]
    public void Null_data_is_refused()
    {
        var trainer = new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet();
        Assert.Throws<ArgumentNullException>(() => trainer.Fit(null!));
        Assert.Throws<ArgumentNullException>(() => trainer.GetOutputSchema(null!));
        Assert.False(trainer.Info.WantCaching);
        Assert.False(trainer.Info.NeedNormalization);
    }

    internal static void AssertSameWeights(ActiveShiftResNetTransformer expected, ActiveShiftResNetTransformer actual)
    {
        Assert.Equal(expected.Model.Preprocessing, actual.Model.Preprocessing);
        foreach (var tensor in expected.Model.Network.Tensors)
            Assert.Equal(Bits(expected, tensor.Name), Bits(actual, tensor.Name));
        static int[] Bits(ActiveShiftResNetTransformer model, string name) =>
            Array.ConvertAll(model.Model.Weights[name].ToArray(), BitConverter.SingleToInt32Bits);
    }
}
