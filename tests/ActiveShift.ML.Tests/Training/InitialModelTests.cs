using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;

namespace ActiveShift.ML.Tests.Training;

public sealed class InitialModelTests(TrainedModels models)
{
    [Fact]
    public void A_frozen_network_keeps_all_but_its_classifier()
    {
        var initial = models[FeatureForm.Encoded].Model;
        var options = Options(initial.AsPretrained());
        options.Training = ShapeData.Training with { StageLearningRateFactors = [0, 0, 0] };

        using var trained = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);

        Assert.Equal(initial.Preprocessing, trained.Model.Preprocessing);
        foreach (var tensor in trained.Model.Network.Tensors)
        {
            bool same = initial.Weights[tensor.Name].SequenceEqual(trained.Model.Weights[tensor.Name]);
            Assert.True(same != tensor.Name.StartsWith("fc.", StringComparison.Ordinal), tensor.Name);
        }
    }

    [Fact]
    public void Other_classes_get_a_new_classifier()
    {
        var table = new TestTable(
            ShapeData.Rows, TestColumn.Key<uint>("Label", 2, row => (uint)(row % 2) + 1), ShapeData.Feature(FeatureForm.Encoded));

        using var trained = ShapeData.Train(table, Options(models[FeatureForm.Encoded].Model.AsPretrained()));

        Assert.Equal(2, trained.Model.Network.Classes);
        Assert.Equal(models[FeatureForm.Encoded].Model.Network.Stages.SelectMany(s => s), trained.Model.Network.Stages.SelectMany(s => s));
    }

    [Fact]
    public void Trained_weights_are_a_better_beginning_than_none()
    {
        double First(PretrainedNetwork? initial)
        {
            var epochs = new List<TrainingMetrics>();
            var options = Options(initial);
            options.Epochs = 1;
            options.LearningRate = 1e-4;
            options.MetricsCallback = epochs.Add;
            using var model = ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options);
            return epochs[0].Loss;
        }

        Assert.True(First(models[FeatureForm.Encoded].Model.AsPretrained()) < 0.8 * First(null));
    }

    [Fact]
    public void What_the_model_decides_can_not_be_asked_for_otherwise()
    {
        var initial = models[FeatureForm.Encoded].Model.AsPretrained();
        var options = Options(initial);
        options.ImageHeight = 32;
        Assert.Contains("ImageHeight is 32; expected 12 as in InitialModel", Assert.ThrowsAny<ArgumentException>(() => OptionChecks.Check(options)).Message, StringComparison.Ordinal);
        options.ImageHeight = 12;
        OptionChecks.Check(options);
        options.Architecture = NetworkArchitecture.AsResNet(8);
        Assert.Contains("Architecture is AS-ResNet-w8", Assert.ThrowsAny<ArgumentException>(() => OptionChecks.Check(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_of_another_size_are_an_error()
    {
        var gray = Options(models[FeatureForm.Encoded].Model.AsPretrained());
        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.GrayBytes), gray));
        Assert.Contains("12x16x3", error.Message, StringComparison.Ordinal);
    }

    private static ActiveShiftResNetTrainer.Options Options(PretrainedNetwork? initial)
    {
        var options = ShapeData.Options();
        options.InitialModel = initial;
        if (initial is not null)
            options.Architecture = null;
        return options;
    }
}
