namespace ActiveShift.ML;

/// <summary>The images whose predicted class has a probability in some range.</summary>
public sealed record CalibrationBin
{
    /// <summary>The end of the range that is not in it, 0 to 1.</summary>
    public required double Above { get; init; }

    /// <summary>The end of the range that is in it, 0 to 1.</summary>
    public required double UpTo { get; init; }

    /// <summary>Images in the range.</summary>
    public required long Images { get; init; }

    /// <summary>Share of them whose predicted class is their label, 0 to 1; NaN without images.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean probability of their predicted class, 0 to 1; NaN without images.</summary>
    public required double Confidence { get; init; }
}
