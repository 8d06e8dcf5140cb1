using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class CalibrateTests(TrainedModels models)
{
    private const int Rows = 60;

    /// <summary>A third of the labels is wrong, so that the model is far too confident.</summary>
    private static readonly TestTable _labelled = new(
        Rows,
        TestColumn.Key<uint>("Label", Shapes.Classes, row => Label(row), TestColumn.KeyValues(Shapes.Names)),
        ShapeData.Feature(FeatureForm.Encoded));

    [Fact]
    public void Probabilities_become_those_that_are_right()
    {
        var model = models[FeatureForm.Encoded];
        using var calibrated = model.Calibrate(_labelled);
        var catalog = new MLContext(seed: 1).MulticlassClassification;
        double loss = catalog.Evaluate(model.Transform(_labelled)).LogLoss, after = catalog.Evaluate(calibrated.Transform(_labelled)).LogLoss;

        Assert.InRange(calibrated.Model.Temperature, 1.2, 20);
        Assert.InRange(after, 0, loss - 0.05);
        Assert.InRange(
            catalog.EvaluateCalibration(calibrated.Transform(_labelled)).ExpectedCalibrationError, 0,
            catalog.EvaluateCalibration(model.Transform(_labelled)).ExpectedCalibrationError - 0.05);
        Assert.Equal(1, model.Model.Temperature);
    }

    [Fact]
    public void The_temperature_of_before_makes_no_difference()
    {
        using var once = models[FeatureForm.Encoded].Calibrate(_labelled);
        using var twice = models[FeatureForm.Encoded].WithTemperature(7).Calibrate(_labelled);

        Assert.Equal(once.Model.Temperature, twice.Model.Temperature);
    }

    [Fact]
    public void The_views_and_the_arithmetic_of_the_model_are_what_counts()
    {
        using var plain = models[FeatureForm.Encoded].Calibrate(_labelled);
        using var flipping = models[FeatureForm.Encoded]
            .WithTestTimeAugmentation(TestTimeAugmentation.HorizontalFlip).Calibrate(_labelled);
        using var int8 = models.Quantized().Calibrate(_labelled);

        Assert.Equal(3, new[] { plain, flipping, int8 }.Select(model => model.Model.Temperature).Distinct().Count());
    }

    [Fact]
    public void A_network_in_a_pipeline_is_calibrated_by_what_the_pipeline_gives()
    {
        var context = new MLContext(seed: 7);
        var data = ShapeData.Table(FeatureForm.Encoded);
        using var chain = context.Transforms.CopyColumns("Copy", "Label")
            .Append(context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()))
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data);

        using var calibrated = new TransformerChain<ITransformer>(
            [.. chain.Select(part => part is ActiveShiftResNetTransformer network ? network.Calibrate(chain.Transform(_labelled)) : part)]);

        Assert.NotEqual(1, calibrated.OfType<ActiveShiftResNetTransformer>().Single().Model.Temperature);
        Assert.NotEqual(chain.Scores(data), calibrated.Scores(data));
    }

    [Fact]
    public void An_even_sample_is_read_with_its_labels()
    {
        var read = new List<long>();
        var table = ShapeData.Encoded(Rows, row =>
        {
            read.Add(row);
            return Shapes.Png(row);
        });
        using var some = models[FeatureForm.Encoded].Calibrate(table, maxImages: 7);
        using var same = models[FeatureForm.Encoded].Calibrate(new TestTable(
            7,
            TestColumn.Key<uint>("Label", Shapes.Classes, i => (uint)Shapes.Class(read[(int)i]) + 1),
            TestColumn.Vector("Features", new VectorDataViewType(NumberDataViewType.Byte), i => Shapes.Png(read[(int)i]))));

        Assert.Equal(EvenSample.Of(Rows, 7), read);
        Assert.Equal(0, table.OpenCursors);
        Assert.Equal(some.Model.Temperature, same.Model.Temperature);
    }

    [Fact]
    public void The_log_says_what_it_brought()
    {
        var context = new MLContext(seed: 7);
        var lines = new List<string>();
        context.Log += (_, line) => lines.Add(line.Message);
        var shared = models[FeatureForm.Encoded].Model;
        using var model = context.Model.CreateActiveShiftResNet(new PretrainedNetwork(shared.Weights, shared.Preprocessing));
        using var calibrated = model.Calibrate(_labelled);

        Assert.Matches(
            $"Temperature [1-9][0-9.]*, fitted on {Rows} labelled images: log-loss [0-9.]+ before and [0-9.]+ after, " +
            @"expected calibration error 0\.[0-9]+ before and 0\.[0-9]+ after\.",
            Assert.Single(lines, line => line.Contains("Temperature", StringComparison.Ordinal)));
    }

    [Fact]
    public void Data_that_does_not_fit_is_an_error_that_says_in_what()
    {
        var model = models[FeatureForm.Encoded];
        var image = ShapeData.Feature(FeatureForm.Encoded);
        var other = new TestTable(9, TestColumn.Key<uint>("Label", 3, _ => 1, TestColumn.KeyValues(["disc", "stripes", "square"])), image);
        var four = new TestTable(9, TestColumn.Key<uint>("Label", 4, _ => 1), image);
        var unlabelled = new TestTable(9, TestColumn.Key<uint>("Label", 3, row => row == 5 ? 0 : 1u), image);

        Assert.Contains("Class 1 is 'stripes'", Error<ArgumentOutOfRangeException>(() => model.Calibrate(other)), StringComparison.Ordinal);
        Assert.Contains("4 class(es)", Error<ArgumentOutOfRangeException>(() => model.Calibrate(four)), StringComparison.Ordinal);
        Assert.Contains("Row 5 has no label in column 'Label'", Error<InvalidOperationException>(() => model.Calibrate(unlabelled)), StringComparison.Ordinal);
        Assert.Contains("'Kind' is missing", Error<ArgumentOutOfRangeException>(() => model.Calibrate(_labelled, "Kind")), StringComparison.Ordinal);
        Assert.Contains("no rows", Error<InvalidOperationException>(() => model.Calibrate(ShapeData.Table(FeatureForm.Encoded, 0))), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("maxImages", () => model.Calibrate(_labelled, maxImages: 0));

        static string Error<T>(Action action)
            where T : Exception => Assert.Throws<T>(action).Message;
    }

    private static uint Label(long row) => (uint)((Shapes.Class(row) + (row % 9 < 3 ? 1 : 0)) % Shapes.Classes) + 1;
}
