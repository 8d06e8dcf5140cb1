using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>What a report keeps of scored data.</summary>
/// <param name="Name">What the data is.</param>
/// <param name="Summary">The figures.</param>
/// <param name="Confusion">How often each class was taken for each.</param>
/// <param name="Calibration">
/// How often predictions are right, by their probability; null where a score is no probability.
/// </param>
/// <param name="Mistakes">The worst mistakes, the worst first.</param>
/// <param name="HasImages">Whether there was a column of images.</param>
internal sealed record Evaluation(
    string Name,
    EvaluationSummary Summary,
    ConfusionCounts Confusion,
    CalibrationMetrics? Calibration,
    IReadOnlyList<Mistake> Mistakes,
    bool HasImages)
{
    private const int Top = 5;

    /// <summary>Reads scored data once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public static Evaluation Read(IDataView data, EvaluationOptions options)
    {
        var columns = ScoredColumns.Bind(data.Schema, options);
        // A file that cannot be read is then one missing picture, and an error of the scores keeps its own message.
        using var cursor = data.GetPlainRowCursor(columns.Needed);
        var rows = columns.CreateReader(cursor);
        var confusion = new ConfusionCounts(columns.ClassNames);
        var bins = new CalibrationBins();
        bool hasProbabilities = true;
        var worst = new WorstMistakes(options.MaxMistakes);
        long correct = 0, inTop = 0, missing = 0, unscored = 0, images = 0;
        while (cursor.MoveNext())
        {
            int trueClass = rows.ReadLabel();
            if (trueClass < 0)
            {
                missing++;
                continue;
            }
            int predicted = rows.ReadPrediction();
            if (predicted < 0)
            {
                unscored++;
                continue;
            }
            images++;
            confusion.Add(trueClass, predicted);
            hasProbabilities = hasProbabilities && rows.HasProbabilities;
            bins.Add(rows.Score(predicted), trueClass == predicted);
            inTop += rows.RankOf(trueClass) < Top ? 1 : 0;
            if (trueClass == predicted)
                correct++;
            else if (options.MaxMistakes > 0 && worst.Wants(rows.Score(predicted)))
                worst.Add(rows.ReadMistake(cursor.Position, trueClass, predicted));
        }

        var calibration = hasProbabilities ? bins.ToMetrics() : null;
        return new Evaluation(
            options.Name,
            new EvaluationSummary
            {
                Images = images,
                Correct = correct,
                CorrectInTop5 = inTop,
                ExpectedCalibrationError = calibration?.ExpectedCalibrationError ?? double.NaN,
                MissingLabels = missing,
                Unscored = unscored,
            },
            confusion,
            calibration,
            worst.ToList(),
            columns.HasImages);
    }
}
