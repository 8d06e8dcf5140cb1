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
        using var certain = models[FeatureForm.Encoded].WithTemperature(0.25);
        using var calibrated = certain.Calibrate(_labelled);

        Assert.InRange(calibrated.Model.Temperature, 1.05, 10);
        Assert.Equal(0.25, certain.Model.Temperature);
        var (before, after) = (Measure(certain), Measure(calibrated));
        Assert.InRange(after.LogLoss, 0, before.LogLoss - 0.2);
        Assert.InRange(after.Error, 0, before.Error - 0.05);

        static (double LogLoss, double Error) Measure(ActiveShiftResNetTransformer model)
        {
            var (catalog, scored) = (new MLContext(seed: 1).MulticlassClassification, model.Transform(_labelled));
            return (catalog.Evaluate(scored).LogLoss, catalog.EvaluateCalibration(scored).ExpectedCalibrationError);
        }
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

        var scored = chain.Transform(_labelled);
        using var calibrated = new TransformerChain<ITransformer>(
            [.. chain.Select(part => part is ActiveShiftResNetTransformer network ? network.Calibrate(scored) : part)]);

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
            TestColumn.Vector(
                "Features", new VectorDataViewType(NumberDataViewType.Byte), i => Shapes.Png(read[(int)i]))));

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
        using var model = context.Model.CreateActiveShiftResNet(models[FeatureForm.Encoded].Model.AsPretrained());
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
        var names = TestColumn.KeyValues(["disc", "stripes", "square"]);
        var other = new TestTable(9, TestColumn.Key<uint>("Label", 3, _ => 1, names), image);
        var four = new TestTable(9, TestColumn.Key<uint>("Label", 4, _ => 1), image);
        var unlabelled = new TestTable(9, TestColumn.Key<uint>("Label", 3, row => row == 5 ? 0 : 1u), image);

        Says<ArgumentOutOfRangeException>("Class 1 is 'stripes'", other);
        Says<ArgumentOutOfRangeException>("4 class(es)", four);
        Says<ArgumentOutOfRangeException>("'Kind' is missing", _labelled, "Kind");
        Says<InvalidOperationException>("Row 5 has no label in column 'Label'", unlabelled);
        Says<InvalidOperationException>("no rows", ShapeData.Table(FeatureForm.Encoded, 0));
        Assert.Throws<ArgumentOutOfRangeException>("maxImages", () => model.Calibrate(_labelled, maxImages: 0));

        void Says<T>(string part, IDataView data, string label = "Label")
            where T : Exception =>
            Assert.Contains(part, Assert.Throws<T>(() => model.Calibrate(data, label)).Message, StringComparison.Ordinal);
    }

    private static uint Label(long row) => (uint)((Shapes.Class(row) + (row % 9 < 3 ? 1 : 0)) % Shapes.Classes) + 1;
}
