using ActiveShift.ML;

namespace Microsoft.ML;

/// <summary>Adds what ML.NET does not measure to the multiclass evaluation of an <see cref="MLContext"/>.</summary>
public static class ActiveShiftEvaluationCatalog
{
    /// <summary>
    /// Measures whether probabilities are right as often as they say, of any multiclass model of ML.NET: the expected
    /// calibration error, and what a reliability diagram shows.
    /// </summary>
    /// <param name="catalog">The operations of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="scoredData">What a model's <c>Transform</c> gave; it is read once.</param>
    /// <param name="labelColumnName">Column of the true class, a key. Rows whose label is missing are left out.</param>
    /// <param name="scoreColumnName">
    /// Column of the class probabilities, a vector of Single. Rows with NaN, of images that could not be scored, are
    /// left out.
    /// </param>
    /// <param name="bins">Bins of equal width that the probabilities are sorted into, 1 to 10,000. Default 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of a wrong type, or <paramref name="bins"/> is out of its range.
    /// </exception>
    /// <exception cref="InvalidOperationException">The scores of a row are no probabilities.</exception>
    public static CalibrationMetrics EvaluateCalibration(
        this MulticlassClassificationCatalog catalog,
        IDataView scoredData,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        int bins = CalibrationBins.DefaultCount)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(scoredData);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        if (bins is < 1 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(bins), bins, "bins must be from 1 to 10000.");
        return ScoredProbabilities.Count(scoredData, labelColumnName, scoreColumnName, bins);
    }
}
