using ActiveShift.ML;
using ActiveShift.Reports.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.Reports.Tests.Evaluations;

public sealed class EvaluationTests
{
    private static readonly string[] _names = ["cat", "dog", "frog"];

    private static readonly TestRow[] _rows =
    [
        ScoredData.Row("cat", 0.8f, 0.1f, 0.1f),
        ScoredData.Row("cat", 0.2f, 0.7f, 0.1f),
        ScoredData.Row("cat", 0.1f, 0.9f, 0.0f),
        ScoredData.Row("dog", 0.3f, 0.4f, 0.3f),
        ScoredData.Row("unknown", 0.3f, 0.4f, 0.3f),
        ScoredData.Row("frog", 0.5f, 0.1f, 0.4f),
        ScoredData.Row("frog", float.NaN, float.NaN, float.NaN),
        ScoredData.Row("frog", 0.1f, 0.1f, 0.8f),
    ];

    [Fact]
    public void Rows_are_counted_by_true_and_predicted_class()
    {
        var evaluation = Read();

        var expected = new long[,] { { 1, 2, 0 }, { 0, 1, 0 }, { 1, 0, 1 } };
        for (int t = 0; t < 3; t++)
        {
            for (int p = 0; p < 3; p++)
                Assert.Equal(expected[t, p], evaluation.Confusion[t, p]);
        }
        Assert.Equal(_names, evaluation.Confusion.ClassNames);
        Assert.Equal([3, 1, 2], Enumerable.Range(0, 3).Select(evaluation.Confusion.OfTrue));
        Assert.Equal([2, 3, 1], Enumerable.Range(0, 3).Select(evaluation.Confusion.OfPredicted));
        Assert.Equal(
            new EvaluationSummary
            {
                Images = 6,
                Correct = 3,
                CorrectInTop5 = 6,
                ExpectedCalibrationError = evaluation.Calibration!.ExpectedCalibrationError,
                MissingLabels = 1,
                Unscored = 1,
            },
            evaluation.Summary);
        Assert.Equal(0.5, evaluation.Summary.Accuracy);
    }

    [Fact]
    public void The_calibration_error_is_that_of_the_predicted_class()
    {
        // Right with 0.8 twice and with 0.4, wrong with 0.7, 0.9 and 0.5, each in a bin of its own.
        double expected = ((2 * 0.2) + 0.6 + 0.7 + 0.9 + 0.5) / 6;
        Assert.Equal(expected, Read().Summary.ExpectedCalibrationError, 6);

        // A prediction counts with its own probability, whatever has the highest one.
        var data = ScoredData.Create(_names, new TestRow { Label = "cat", Score = [0.2f, 0.5f, 0.3f], Predicted = "cat" });
        var predicted = ScoredData.MapToKey(data, "PredictedLabel", "Predicted", _names);
        var evaluation = Evaluation.Read(predicted, new EvaluationOptions());
        Assert.Equal(0.8, evaluation.Summary.ExpectedCalibrationError, 6);
    }

    [Fact]
    public void Scores_that_are_no_probabilities_have_no_calibration_error()
    {
        var data = ScoredData.Create(_names, ScoredData.Row("cat", 0.8f, 0.1f, 0.1f), ScoredData.Row("dog", -3, 5, 1));
        var evaluation = Evaluation.Read(data, new EvaluationOptions());

        Assert.Null(evaluation.Calibration);
        Assert.True(double.IsNaN(evaluation.Summary.ExpectedCalibrationError));
        Assert.Equal(2, evaluation.Summary.Correct);
    }

    [Fact]
    public void Mistakes_are_those_with_the_highest_wrong_probability_the_worst_first()
    {
        var mistakes = Read().Mistakes;

        Assert.Equal([2, 1, 5], mistakes.Select(m => m.Row));
        Assert.Equal([1, 1, 0], mistakes.Select(m => m.Predicted));
        Assert.Equal([0, 0, 2], mistakes.Select(m => m.True));
        Assert.Equal([0.9f, 0.7f, 0.5f], mistakes.Select(m => m.Probability));
        Assert.Equal([0.1f, 0.2f, 0.4f], mistakes.Select(m => m.TrueProbability));
        Assert.Equal([2, 1], Read(new EvaluationOptions { MaxMistakes = 2 }).Mistakes.Select(m => m.Row));
        Assert.Empty(Read(new EvaluationOptions { MaxMistakes = 0 }).Mistakes);
    }

    [Fact]
    public void The_five_best_scores_count_equal_ones_in_the_order_of_the_classes()
    {
        string[] names = ["0", "1", "2", "3", "4", "5", "6"];
        var data = ScoredData.Create(
            names,
            ScoredData.Row("4", 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0),
            ScoredData.Row("5", 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0),
            ScoredData.Row("6", 0, 0, 0, 0, 0, 0, 1));

        Assert.Equal(2, Evaluation.Read(data, new EvaluationOptions()).Summary.CorrectInTop5);
    }

    [Fact]
    public void A_predicted_key_counts_and_a_predicted_text_leaves_it_to_the_scores()
    {
        var context = new MLContext(seed: 1);
        var data = ScoredData.Create(_names, _rows[..4]);
        // A prediction that is always the label, whatever the scores say.
        var asKey = context.Transforms.CopyColumns("PredictedLabel", "Label").Fit(data).Transform(data);
        var asText = context.Transforms.Conversion.MapKeyToValue("PredictedLabel", "Label").Fit(data).Transform(data);

        Assert.Equal(4, Evaluation.Read(asKey, new EvaluationOptions()).Summary.Correct);
        Assert.Equal(2, Evaluation.Read(asText, new EvaluationOptions()).Summary.Correct);
        Assert.Equal(2, Evaluation.Read(asKey, new EvaluationOptions { PredictedLabelColumnName = "none" }).Summary.Correct);
    }

    [Fact]
    public void Files_are_named_where_a_column_does()
    {
        var data = ScoredData.Create(_names, new TestRow { Label = "cat", Score = [0, 1, 0], ImagePath = "a/cat.png" });

        Assert.Equal("a/cat.png", Assert.Single(Evaluation.Read(data, new EvaluationOptions()).Mistakes).File);
    }

    [Fact]
    public void A_picture_whose_file_cannot_be_read_is_missing_and_ends_nothing()
    {
        var row = new TestRow { Label = "cat", Score = [0, 1, 0], ImagePath = "/nowhere/cat.png" };
        var data = ScoredData.Create(_names, row, row, row);
        var withFiles = new MLContext(seed: 1).Transforms.LoadRawImageBytes("File", null, "ImagePath").Fit(data)
            .Transform(data);

        var evaluation = Evaluation.Read(withFiles, new EvaluationOptions { ImageColumnName = "File" });

        Assert.Equal(3, evaluation.Mistakes.Count);
        Assert.All(evaluation.Mistakes, mistake => Assert.Null(mistake.Image));
    }

    [Fact]
    public void Labels_with_other_keys_than_the_predictions_are_an_error()
    {
        var data = ScoredData.Create(_names, new TestRow { Label = "cat", Score = [1, 0, 0], Predicted = "cat" });
        var other = ScoredData.MapToKey(data, "PredictedLabel", "Predicted", ["dog", "cat", "frog"]);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Evaluation.Read(other, new EvaluationOptions()));
        Assert.StartsWith("Class 0 is 'cat' in the label column 'Label' and 'dog' in the column 'PredictedLabel'.", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Evaluation.Read(ScoredData.MapToKey(data, "PredictedLabel", "Predicted", _names), new EvaluationOptions()).Summary.Correct);
    }

    [Fact]
    public void Columns_that_do_not_fit_are_an_error_that_names_them()
    {
        var data = ScoredData.Create(_names, _rows);

        Assert.Contains("'Labels' is missing", Error(data, new() { LabelColumnName = "Labels" }), StringComparison.Ordinal);
        Assert.Contains("'Scores' is missing", Error(data, new() { ScoreColumnName = "Scores" }), StringComparison.Ordinal);
        Assert.Contains("'Picture' is missing", Error(data, new() { ImageColumnName = "Picture" }), StringComparison.Ordinal);
        Assert.Contains("'ImagePath' is of type String; expected a vector of 3 Single", Error(data, new() { ScoreColumnName = "ImagePath" }), StringComparison.Ordinal);
        var wide = ScoredData.Create(_names, ScoredData.Row("cat", 1, 0, 0, 0));
        Assert.Contains("'Score' is of type Vector<Single, 4>; expected a vector of 3 Single", Error(wide, new()), StringComparison.Ordinal);

        static string Error(IDataView view, EvaluationOptions options) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Evaluation.Read(view, options.Checked())).Message;
    }

    private static Evaluation Read(EvaluationOptions? options = null) => Evaluation.Read(ScoredData.Create(_names, _rows), options ?? new EvaluationOptions());
}
