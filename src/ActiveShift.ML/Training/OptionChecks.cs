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
        CheckEnum(options.Calibration, nameof(options.Calibration));
        CheckEnum(options.TestTimeAugmentation, nameof(options.TestTimeAugmentation));
        CheckEnum(options.ScoringPrecision, nameof(options.ScoringPrecision));
        CheckInitialModel(options);
        CheckValidation(options);
        CheckCache(options);
        // Whatever recipe is chosen later, these are what is set beside it.
        options.ResolveTraining(new TrainingOptions()).Validate();
    }

    private static void CheckInitialModel(ActiveShiftResNetTrainer.Options options)
    {
        if (options.InitialModel is not { } model)
            return;
        var p = model.Preprocessing;
        CheckDecided(options.ImageHeight, p.Height, nameof(options.ImageHeight));
        CheckDecided(options.ImageWidth, p.Width, nameof(options.ImageWidth));
        CheckDecided(options.ImageChannels, p.Channels, nameof(options.ImageChannels));
        if (options.Architecture is { } architecture)
            throw new ArgumentException($"Architecture is {architecture} and InitialModel is given, which decides it; set one of them.", nameof(options));

        static void CheckDecided(int? option, int model, string name)
        {
            if (option is { } value && value != model)
                throw OutOfRange(name, value, $"{model} as in InitialModel, or null");
        }
    }

    private static void CheckValidation(ActiveShiftResNetTrainer.Options options)
    {
        if (!(options.ValidationFraction >= 0 && options.ValidationFraction < 1))
            throw OutOfRange(nameof(options.ValidationFraction), options.ValidationFraction, "0 to below 1");
        if (options.ValidationFraction > 0 && options.ValidationSet is not null)
            throw new ArgumentException("ValidationSet is given and ValidationFraction is above 0; set one of them.", nameof(options));
    }

    private static void CheckCache(ActiveShiftResNetTrainer.Options options)
    {
        if (options.ImageCacheMegabytes is < 0)
            throw OutOfRange(nameof(options.ImageCacheMegabytes), options.ImageCacheMegabytes, "0 or more megabytes");
        if (options.ImageCacheDirectory is { } directory && !Directory.Exists(directory))
            throw new ArgumentException($"ImageCacheDirectory is '{directory}'; expected a folder that is there.", nameof(options));
    }

    private static void CheckNames(ActiveShiftResNetTrainer.Options options)
    {
        CheckName(options.LabelColumnName, nameof(options.LabelColumnName));
        CheckName(options.FeatureColumnName, nameof(options.FeatureColumnName));
        CheckName(options.ScoreColumnName, nameof(options.ScoreColumnName));
        CheckName(options.PredictedLabelColumnName, nameof(options.PredictedLabelColumnName));
        if (options.TeacherScoreColumnName is not null)
            CheckName(options.TeacherScoreColumnName, nameof(options.TeacherScoreColumnName));
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
