using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Reads the probabilities of scored data.</summary>
internal static class ScoredProbabilities
{
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="InvalidOperationException">The scores of a row are no probabilities.</exception>
    public static CalibrationMetrics Count(IDataView data, string labelColumnName, string scoreColumnName, int bins)
    {
        var label = LabelColumn.Bind(data.Schema, labelColumnName);
        var score = ScoreColumn.Bind(data.Schema, scoreColumnName, label);
        var counts = new CalibrationBins(bins);
        using var cursor = data.GetRowCursor([label.Column, score]);
        var getLabel = label.CreateGetter(cursor);
        var getScores = cursor.GetGetter<VBuffer<float>>(score);
        VBuffer<float> value = default;
        float[] scores = new float[label.Classes];
        while (cursor.MoveNext())
        {
            int trueClass = getLabel();
            getScores(ref value);
            value.CopyTo(scores);
            int predicted = (int)Softmax.PredictedKey(scores) - 1;
            if (trueClass < 0 || predicted < 0)
                continue;
            int wrong = Array.FindIndex(scores, s => !CalibrationBins.IsProbability(s));
            if (wrong >= 0)
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"Row {cursor.Position} has the score {scores[wrong]} in column '{score.Name}'; expected 0 to 1."));
            }
            counts.Add(scores[predicted], predicted == trueClass);
        }
        return counts.ToMetrics();
    }
}
