using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>Checks a trainer's options, in every build.</summary>
internal static class OptionChecks
{
    /// <exception cref="ArgumentException">An option is out of its range; the message names it, the value and the range.</exception>
    public static void Check(ActiveShiftResNetTrainer.Options options)
    {
        CheckNames(options);
        CheckSide(options.ImageHeight, nameof(options.ImageHeight));
        CheckSide(options.ImageWidth, nameof(options.ImageWidth));
        if (options.ImageChannels is { } channels and not (1 or 3))
            throw OutOfRange(nameof(options.ImageChannels), channels, "1 (gray) or 3 (colour)");
        CheckEnum(options.PixelLayout, nameof(options.PixelLayout));
        CheckEnum(options.BadImages, nameof(options.BadImages));
        CheckEnum(options.BadImagesInScoring, nameof(options.BadImagesInScoring));
        CheckEnum(options.MissingLabels, nameof(options.MissingLabels));
        CheckEnum(options.ScoringPrecision, nameof(options.ScoringPrecision));
        ToTrainingOptions(options, seed: 0).Validate();
    }

    public static TrainingOptions ToTrainingOptions(ActiveShiftResNetTrainer.Options options, int seed) => new()
    {
        Epochs = options.Epochs,
        BatchSize = options.BatchSize,
        LearningRate = options.LearningRate,
        WarmupEpochs = options.WarmupEpochs,
        Momentum = options.Momentum,
        WeightDecay = options.WeightDecay,
        ShiftLearningRateFactor = options.ShiftLearningRateFactor,
        ShiftGradient = options.ShiftGradient,
        ShiftGradientMaxNorm = options.ShiftGradientMaxNorm,
        CropPadding = options.CropPadding,
        HorizontalFlip = options.HorizontalFlip,
        Threads = options.Threads,
        Seed = seed,
        // Always: between batches is where ML.NET's own cancellation is looked for.
        ReportBatches = true,
    };

    private static void CheckNames(ActiveShiftResNetTrainer.Options options)
    {
        CheckName(options.LabelColumnName, nameof(options.LabelColumnName));
        CheckName(options.FeatureColumnName, nameof(options.FeatureColumnName));
        CheckName(options.ScoreColumnName, nameof(options.ScoreColumnName));
        CheckName(options.PredictedLabelColumnName, nameof(options.PredictedLabelColumnName));
        if (options.ScoreColumnName == options.PredictedLabelColumnName)
        {
            throw new ArgumentException(
                $"ScoreColumnName and PredictedLabelColumnName are both '{options.ScoreColumnName}'; expected two names.", nameof(options));
        }
    }

    private static void CheckName(string? value, string option)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new ArgumentException($"{option} is {(value is null ? "null" : $"'{value}'")}; expected the name of a column.", option);
    }

    private static void CheckSide(int? value, string option)
    {
        if (value is { } side and (< 1 or > ImagePreprocessing.MaxSide))
            throw OutOfRange(option, side, $"1 to {ImagePreprocessing.MaxSide} pixels");
    }

    private static void CheckEnum<T>(T value, string option)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw OutOfRange(option, value, string.Join(", ", Enum.GetNames<T>()));
    }

    private static ArgumentOutOfRangeException OutOfRange(string option, object value, string expected) =>
        new(option, value, $"{option} is {value}; expected {expected}.");
}
