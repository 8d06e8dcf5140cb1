using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.TrainingData;

public sealed class ClassCountsTests
{
    [Fact]
    public void A_class_whose_images_are_all_skipped_is_warned_of_by_name()
    {
        var warnings = Fit(ShapeData.Encoded(30, row => Shapes.Class(row) == 1 ? [1, 2, 3] : Shapes.Png(row)));

        Assert.Contains("No image of the training data can be used for 1 class(es): 'square' (10 bad).", warnings);
        Assert.Contains(warnings, line => line.Contains("Skipped 10 row(s)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_class_that_no_row_has_and_one_with_few_are_warned_of_by_name()
    {
        var data = new TestTable(
            22,
            TestColumn.Key<uint>("Label", 4, row => row < 20 ? 1u : 2u, TestColumn.KeyValues("many", "few", "none", "no")),
            ShapeData.Feature(FeatureForm.Encoded));

        var warnings = Fit(data);

        Assert.Contains("The training data has no row of 2 class(es): 'none', 'no': nothing can be learnt of them.", warnings);
        Assert.Contains("The training data has fewer than 5 usable images of 1 class(es): 'few' (2).", warnings);
    }

    [Fact]
    public void Of_the_validation_data_only_lost_classes_are_told()
    {
        var options = ShapeData.Options();
        options.ValidationSet = ShapeData.Encoded(6, row => Shapes.Class(row) == 0 ? [] : Shapes.Png(row));

        var warnings = Fit(ShapeData.Table(FeatureForm.Encoded), options);

        Assert.Contains("No image of the validation data can be used for 1 class(es): 'disc' (2 bad).", warnings);
        Assert.DoesNotContain(warnings, line => line.Contains("fewer", StringComparison.Ordinal));
    }

    [Fact]
    public void Enough_images_of_every_class_are_no_warning() =>
        Assert.Empty(Fit(ShapeData.Table(FeatureForm.Encoded)));

    private static List<string> Fit(IDataView data, ActiveShiftResNetTrainer.Options? options = null)
    {
        options ??= ShapeData.Options();
        options.Epochs = 1;
        options.BadImages = BadImageTraining.Skip;
        List<string> warnings = [];
        var context = new MLContext(seed: 7);
        context.Log += (_, e) =>
        {
            if (e.Kind == ChannelMessageKind.Warning)
                warnings.Add(e.RawMessage);
        };
        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(data);
        return warnings;
    }
}
