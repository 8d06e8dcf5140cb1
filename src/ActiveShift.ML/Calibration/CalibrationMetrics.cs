namespace ActiveShift.ML;

/// <summary>How well probabilities say how often a model is right.</summary>
public sealed record CalibrationMetrics
{
    /// <summary>Images with a label and scores; the figures are about them.</summary>
    public required long Images { get; init; }

    /// <summary>
    /// The mean difference between what is said and what is so, 0 to 1: the sum over the bins of |accuracy -
    /// confidence|, each weighted by its share of the images (Naeini et al., AAAI 2015; Guo et al., ICML 2017). 0.05
    /// means that a probability is off by five points on average. NaN without images.
    /// </summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>The bins, of equal width, from probability 0 to 1.</summary>
    public required IReadOnlyList<CalibrationBin> Bins { get; init; }

    /// <summary>One line, the same in every culture: every property with its value.</summary>
    public override string ToString() => RecordText.Of(this);
}
