namespace ActiveShift.Training;

/// <summary>Which epoch was the best so far, and how long ago the last improvement was. Immutable.</summary>
internal sealed record BestEpoch
{
    /// <summary>The best epoch's metrics; null before the first.</summary>
    public TrainingMetrics? Metrics { get; init; }

    /// <summary>The last epoch that was better than what stood before by the least difference; 0 before the first.</summary>
    public int ImprovedIn { get; init; }

    /// <summary>What the metric was then.</summary>
    public double ImprovedTo { get; init; }

    /// <summary>Takes an epoch into account.</summary>
    /// <param name="epoch">Its metrics, validated.</param>
    /// <param name="metric">What is compared.</param>
    /// <param name="minDelta">By how much an improvement must be better.</param>
    public BestEpoch With(TrainingMetrics epoch, ValidationMetric metric, double minDelta)
    {
        double value = Value(epoch, metric);
        var best = this;
        if (Metrics is null ? !double.IsNaN(value) : Gain(value, Value(Metrics, metric), metric) > 0)
            best = best with { Metrics = epoch };
        if (ImprovedIn == 0 ? !double.IsNaN(value) : Gain(value, ImprovedTo, metric) > minDelta)
            best = best with { ImprovedIn = epoch.Epoch, ImprovedTo = value };
        return best;
    }

    private static double Value(TrainingMetrics epoch, ValidationMetric metric) => metric switch
    {
        ValidationMetric.Loss => epoch.ValidationLoss!.Value,
        ValidationMetric.Accuracy => epoch.ValidationAccuracy!.Value,
        _ => throw Unknown(metric),
    };

    private static double Gain(double value, double than, ValidationMetric metric) => metric switch
    {
        ValidationMetric.Loss => than - value,
        ValidationMetric.Accuracy => value - than,
        _ => throw Unknown(metric),
    };

    private static ArgumentOutOfRangeException Unknown(ValidationMetric metric) =>
        new(nameof(metric), metric, "There is no such metric.");
}
