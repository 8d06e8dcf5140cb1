namespace ActiveShift.ML;

/// <summary>The JSON entry of a model file: everything but the weights.</summary>
internal sealed record ModelDescription
{
    public const string FormatName = "ActiveShift.ML";

    /// <summary>
    /// 2 since the preprocessing says how images are decoded, 3 since there are a temperature and views.
    /// </summary>
    public const int CurrentVersion = 3;

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required ModelColumns Columns { get; init; }

    public required NetworkDescription Network { get; init; }

    public required ImagePreprocessing Preprocessing { get; init; }

    public required PixelLayout PixelLayout { get; init; }

    public required BadImageScoring BadImages { get; init; }

    /// <summary>With Int8, the weights' entry holds the statistics of the activations too.</summary>
    public required EnginePrecision ScoringPrecision { get; init; }

    /// <inheritdoc cref="ActiveShiftResNetModel.Temperature"/>
    public required double Temperature { get; init; }

    public required TestTimeAugmentation TestTimeAugmentation { get; init; }

    public LabelDescription? Labels { get; init; }

    /// <summary>Null for an imported network. It must be there all the same.</summary>
    public required TrainingFacts? Training { get; init; }
}
