using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.Bench.Photos;

/// <summary>How good the probabilities of a model are.</summary>
/// <param name="Top1">Share of the images whose most probable class is their own.</param>
/// <param name="LogLoss">
/// Mean of -ln of the probability of the image's own class, which counts as at least 1e-15, as in ML.NET's metric.
/// </param>
/// <param name="CalibrationError">Expected calibration error.</param>
internal sealed record PhotoScores(double Top1, double LogLoss, double CalibrationError)
{
    private const int Bins = 15;
    private const double LeastProbability = 1e-15;

    /// <summary>
    /// Reads the key column Label and the column Score, the probabilities of the classes in the order of the keys.
    /// </summary>
    /// <exception cref="InvalidDataException">A label is not one of the classes that were trained.</exception>
    public static PhotoScores Of(IDataView scored)
    {
        var (label, score) = (scored.Schema["Label"], scored.Schema["Score"]);
        using var cursor = scored.GetRowCursor([label, score]);
        var getLabel = cursor.GetGetter<uint>(label);
        var getScore = cursor.GetGetter<VBuffer<float>>(score);
        uint key = 0;
        VBuffer<float> scores = default;
        var predictions = new List<(double Confidence, bool IsRight)>();
        double loss = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref key);
            getScore(ref scores);
            if (key == 0)
                throw new InvalidDataException($"Row {cursor.Position} has a class that no training image has.");
            float[] probabilities = [.. scores.DenseValues()];
            int best = Array.IndexOf(probabilities, probabilities.Max());
            predictions.Add((probabilities[best], best == key - 1));
            loss -= Math.Log(Math.Max(probabilities[key - 1], LeastProbability));
        }
        int count = predictions.Count;
        return new PhotoScores(predictions.Count(p => p.IsRight) / (double)count, loss / count, Error(predictions));
    }

    /// <summary>
    /// Guo et al., "On Calibration of Modern Neural Networks" (ICML 2017), equation 3: the predictions go into bins of
    /// equal width by the probability of the predicted class, and of each bin the distance of its mean from the share
    /// of right answers counts by its size.
    /// </summary>
    private static double Error(List<(double Confidence, bool IsRight)> predictions) =>
        predictions.GroupBy(p => Math.Min((int)(p.Confidence * Bins), Bins - 1))
            .Sum(bin => Math.Abs(bin.Sum(p => p.Confidence - (p.IsRight ? 1 : 0)))) / predictions.Count;
}
