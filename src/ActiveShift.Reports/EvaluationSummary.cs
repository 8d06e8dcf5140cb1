namespace ActiveShift.ML;

/// <summary>What an evaluation counted.</summary>
public sealed record EvaluationSummary
{
    /// <summary>Images with a label and a prediction; the figures below are about them.</summary>
    public required long Images { get; init; }

    /// <summary>Images whose predicted class is their label.</summary>
    public required long Correct { get; init; }

    /// <summary>Images whose label is among the five classes with the highest scores (of equal scores the earlier class counts as higher).</summary>
    public required long CorrectInTop5 { get; init; }

    /// <summary>Rows that were left out, because their label is missing.</summary>
    public required long MissingLabels { get; init; }

    /// <summary>Rows that were left out, because their image could not be scored.</summary>
    public required long Unscored { get; init; }

    /// <summary>
    /// How far the probability of the predicted class is from how often it is right, on average over 15 bins of equal
    /// width, 0 to 1 (<see cref="CalibrationMetrics.ExpectedCalibrationError"/>); NaN without images, and where a score
    /// is no probability.
    /// </summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary><see cref="Correct"/> over <see cref="Images"/>, 0 to 1; NaN without images.</summary>
    public double Accuracy => (double)Correct / Images;

    /// <summary><see cref="CorrectInTop5"/> over <see cref="Images"/>, 0 to 1; NaN without images.</summary>
    public double Top5Accuracy => (double)CorrectInTop5 / Images;
}
