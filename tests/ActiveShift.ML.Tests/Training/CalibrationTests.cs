using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Training;

public sealed class CalibrationTests
{
    private static readonly TestTable _data = ShapeData.Table(FeatureForm.Encoded, 60);

    /// <summary>Pictures that were not trained on, half of them with a wrong label.</summary>
    private static readonly TestTable _validation = new(
        30,
        TestColumn.Key<uint>(
            "Label",
            Shapes.Classes,
            row => (uint)Shapes.Class(row + (row % 2)) + 1,
            TestColumn.KeyValues(Shapes.Names)),
        ShapeData.Feature(FeatureForm.Encoded));

    [Fact]
    public void Where_there_is_validation_data_the_temperature_is_fitted_on_it()
    {
        var lines = new List<string>();
        using var automatic = Train(options => options.ValidationSet = _validation, lines);
        using var asked = Train(options =>
            (options.ValidationSet, options.Calibration) = (_validation, ScoreCalibration.Temperature));
        using var none = Train(options =>
            (options.ValidationSet, options.Calibration) = (_validation, ScoreCalibration.None));
        using var later = none.Calibrate(_validation);

        Assert.Equal(1, none.Model.Temperature);
        Assert.InRange(automatic.Model.Temperature, 1.2, 20);
        Assert.Equal(automatic.Model.Temperature, asked.Model.Temperature);
        Assert.Equal(automatic.Model.Temperature, later.Model.Temperature);
        Assert.Equal(none.Model.Facts, automatic.Model.Facts);
        Assert.Contains(
            lines, line => line.Contains("fitted on 30 validation images: log-loss", StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_of_the_training_data_will_do()
    {
        var lines = new List<string>();
        using var model = Train(options => options.ValidationFraction = 0.2, lines);

        Assert.Contains(lines, line => line.Contains("fitted on 12 validation images", StringComparison.Ordinal));
        Assert.NotEqual(1, model.Model.Temperature);
    }

    [Fact]
    public void Without_validation_data_there_is_none_and_asking_for_it_is_an_error()
    {
        using var plain = Train(_ => { });
        var error = Assert.Throws<InvalidOperationException>(
            () => Train(options => options.Calibration = ScoreCalibration.Temperature));

        Assert.Equal(1, plain.Model.Temperature);
        Assert.Contains("Calibration is Temperature", error.Message, StringComparison.Ordinal);
        Assert.Contains("ValidationFraction", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_views_that_the_options_say_are_those_of_the_model_and_of_its_temperature()
    {
        using var plain = Train(options => options.ValidationSet = _validation);
        using var flipping = Train(options =>
            (options.ValidationSet, options.TestTimeAugmentation) = (_validation, TestTimeAugmentation.HorizontalFlip));
        using var later = flipping.Calibrate(_validation);

        Assert.Equal(TestTimeAugmentation.HorizontalFlip, flipping.Model.TestTimeAugmentation);
        Assert.Equal(plain.Model.Facts, flipping.Model.Facts);
        Assert.NotEqual(plain.Model.Temperature, flipping.Model.Temperature);
        Assert.Equal(later.Model.Temperature, flipping.Model.Temperature);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Mirror_images_that_the_network_has_not_seen_are_warned_of(bool flips, int warnings)
    {
        var lines = new List<string>();
        using var model = Train(
            options =>
            {
                options.TestTimeAugmentation = TestTimeAugmentation.HorizontalFlip;
                options.Training = ShapeData.Training with { HorizontalFlip = flips };
            },
            lines);

        const string warning = "HorizontalFlip of the training is off";
        Assert.Equal(warnings, lines.Count(line => line.Contains(warning, StringComparison.Ordinal)));
    }

    [Fact]
    public void In_eight_bits_it_is_fitted_in_eight_bits()
    {
        using var model = Train(options =>
            (options.ValidationSet, options.ScoringPrecision) = (_validation, EnginePrecision.Int8));
        using var later = model.Calibrate(_validation);

        Assert.Equal(later.Model.Temperature, model.Model.Temperature);
    }

    private static ActiveShiftResNetTransformer Train(
        Action<ActiveShiftResNetTrainer.Options> change, List<string>? lines = null)
    {
        var context = new MLContext(seed: 7);
        context.Log += (_, line) => lines?.Add(line.Message);
        var options = ShapeData.Options();
        change(options);
        return context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(_data);
    }
}
