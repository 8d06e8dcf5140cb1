using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Catalog;

public sealed class ActiveShiftEvaluationCatalogTests(TrainedModels models)
{
    private static readonly MulticlassClassificationCatalog _catalog = new MLContext(seed: 1).MulticlassClassification;

    [Fact]
    public void The_error_of_scored_data_is_counted()
    {
        // Row 3 has no label and row 4 no scores; of the others, that with 0.7 is wrong.
        var metrics = _catalog.EvaluateCalibration(Scored(
            [1, 2, 2, 0, 1],
            [[0.9f, 0.1f], [0.2f, 0.8f], [0.7f, 0.3f], [0.9f, 0.1f], [float.NaN, float.NaN]]));

        Assert.Equal(3, metrics.Images);
        Assert.Equal((0.1 + 0.2 + 0.7) / 3, metrics.ExpectedCalibrationError, 6);
        Assert.Equal(15, metrics.Bins.Count);
        Assert.StartsWith(
            "CalibrationMetrics { Images = 3, ExpectedCalibrationError = 0.33", metrics.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_one_bin_it_is_mean_confidence_against_accuracy()
    {
        var scored = models[FeatureForm.Encoded].Transform(ShapeData.Table(FeatureForm.Encoded));
        double accuracy = scored.Predictions().Zip(scored.Predictions("Label"), (a, b) => a == b ? 1.0 : 0).Average();
        double confidence = scored.Scores().Average(scores => scores.Max());

        Assert.Equal(
            Math.Abs(accuracy - confidence), _catalog.EvaluateCalibration(scored, bins: 1).ExpectedCalibrationError, 9);
    }

    [Fact]
    public void What_is_no_probability_is_an_error_that_names_row_and_column()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => _catalog.EvaluateCalibration(Scored([1, 1], [[1, 0], [2.5f, -1]])));

        Assert.Equal("Row 1 has the score 2.5 in column 'Score'; expected 0 to 1.", error.Message);
    }

    [Fact]
    public void Columns_that_do_not_fit_are_an_error_that_names_them()
    {
        var scored = Scored([1], [[1, 0]]);

        Says("'Scores' is missing", () => _catalog.EvaluateCalibration(scored, "Label", "Scores"));
        Says("'Class' is missing", () => _catalog.EvaluateCalibration(scored, "Class"));
        Says("bins must be from 1 to 10000", () => _catalog.EvaluateCalibration(scored, bins: 0));
        Says("expected a vector of 2 Single", () => _catalog.EvaluateCalibration(Scored([1], [[1, 0, 0]])));

        static void Says(string part, Action action) =>
            Assert.Contains(part, Assert.Throws<ArgumentOutOfRangeException>(action).Message, StringComparison.Ordinal);
    }

    private static TestTable Scored(uint[] keys, float[][] scores) => new(
        keys.Length,
        TestColumn.Key<uint>("Label", 2, row => keys[row]),
        TestColumn.Vector(
            "Score", new VectorDataViewType(NumberDataViewType.Single, scores[0].Length), row => scores[row]));
}
