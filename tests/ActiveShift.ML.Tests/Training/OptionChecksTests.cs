using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Training;

public sealed class OptionChecksTests
{
    public static TheoryData<string, object?> OutOfRange { get; } = new()
    {
        { "ImageHeight", 0 },
        { "ImageHeight", 8193 },
        { "ImageWidth", -1 },
        { "ImageWidth", 8193 },
        { "ImageChannels", 0 },
        { "ImageChannels", 2 },
        { "ImageChannels", 4 },
        { "PixelLayout", (PixelLayout)9 },
        { "Epochs", 0 },
        { "Epochs", 1_000_001 },
        { "BatchSize", 0 },
        { "BatchSize", 65_537 },
        { "LearningRate", 0.0 },
        { "LearningRate", -0.1 },
        { "LearningRate", 100.5 },
        { "LearningRate", double.NaN },
        { "LearningRate", double.PositiveInfinity },
        { "ValidationFraction", -0.5 },
        { "ValidationFraction", 1.0 },
        { "ValidationFraction", double.NaN },
        { "ImageCacheMegabytes", -1 },
        { "ImageCacheDirectory", "no-such-folder" },
        { "BadImages", (BadImageTraining)9 },
        { "BadImagesInScoring", (BadImageScoring)9 },
        { "MissingLabels", (MissingLabels)9 },
        { "ScoringPrecision", (EnginePrecision)9 },
        { "Calibration", (ScoreCalibration)9 },
        { "TestTimeAugmentation", (TestTimeAugmentation)9 },
        { "Threads", -1 },
        { "Threads", 1025 },
        { "LabelColumnName", null },
        { "LabelColumnName", "" },
        { "FeatureColumnName", null },
        { "FeatureColumnName", " " },
        { "ScoreColumnName", null },
        { "ScoreColumnName", "" },
        { "PredictedLabelColumnName", null },
        { "PredictedLabelColumnName", "" },
        { "TeacherScoreColumnName", "" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_named_with_what_was_seen(string option, object? value)
    {
        var options = new ActiveShiftResNetTrainer.Options();
        typeof(ActiveShiftResNetTrainer.Options).GetProperty(option)!.SetValue(options, value);

        var error = Assert.ThrowsAny<ArgumentException>(() => new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet(options));

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
        string seen = FormattableString.Invariant($"{value ?? "null"}");
        Assert.Contains(seen, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_with_a_range_is_tested_here()
    {
        // The training checks itself and is tested where it is.
        string[] free = ["ValidationSet", "Architecture", "Seed", "MetricsCallback", "ReportBatches", "CancellationToken", "InitialModel", "Training",
            "ImageDecoding", "Teacher"];
        Assert.Equal(
            typeof(ActiveShiftResNetTrainer.Options).GetProperties().Select(p => p.Name).Order(),
            OutOfRange.Select(row => row.Data.Item1).Concat(free).Distinct().Order());
    }

    [Fact]
    public void The_ends_of_the_ranges_are_accepted()
    {
        var least = new ActiveShiftResNetTrainer.Options
        {
            ImageHeight = 1,
            ImageWidth = 1,
            ImageChannels = 1,
            Epochs = 1,
            BatchSize = 1,
            LearningRate = 1e-9,
            Threads = 0,
            Seed = int.MinValue,
        };
        var most = new ActiveShiftResNetTrainer.Options
        {
            ImageHeight = 8192,
            ImageWidth = 8192,
            ImageChannels = 3,
            Epochs = 1_000_000,
            BatchSize = 65_536,
            LearningRate = 100,
            Threads = 1024,
            Seed = int.MaxValue,
        };
        OptionChecks.Check(least);
        OptionChecks.Check(most);
    }

    [Fact]
    public void A_validation_set_and_a_fraction_exclude_each_other() => Assert.Contains("ValidationFraction", Assert.Throws<ArgumentException>(() => OptionChecks.Check(
        new() { ValidationSet = ShapeData.Table(FeatureForm.Encoded), ValidationFraction = 0.5 })).Message, StringComparison.Ordinal);

    [Fact]
    public void The_two_outputs_need_two_names()
    {
        var error = Assert.Throws<ArgumentException>(() => new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet(scoreColumnName: "A", predictedLabelColumnName: "A"));

        Assert.Contains("ScoreColumnName", error.Message, StringComparison.Ordinal);
        Assert.Contains("PredictedLabelColumnName", error.Message, StringComparison.Ordinal);
        Assert.Contains("'A'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        var trainers = new MLContext().MulticlassClassification.Trainers;
        Assert.Throws<ArgumentNullException>(() => trainers.ActiveShiftResNet((ActiveShiftResNetTrainer.Options)null!));
        Assert.Throws<ArgumentNullException>(() => ActiveShiftCatalog.ActiveShiftResNet(null!));
        Assert.Throws<ArgumentNullException>(() => ActiveShiftCatalog.ActiveShiftResNet(null!, ShapeData.Options()));
    }
}
