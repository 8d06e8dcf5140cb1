using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;
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
        { "GpuDeviceId", -1 },
        { "GpuDeviceId", 1_024 },
        { "Precision", (TrainingPrecision)9 },
        { "Epochs", 0 },
        { "Epochs", 1_000_001 },
        { "BatchSize", 0 },
        { "BatchSize", 65_537 },
        { "LearningRate", 0.0 },
        { "LearningRate", -0.1 },
        { "LearningRate", 100.5 },
        { "LearningRate", double.NaN },
        { "LearningRate", double.PositiveInfinity },
        { "WarmupEpochs", -1.0 },
        { "WarmupEpochs", 30.5 },
        { "WarmupEpochs", double.NaN },
        { "Momentum", -0.1 },
        { "Momentum", 1.0 },
        { "Momentum", double.NaN },
        { "WeightDecay", -0.1 },
        { "WeightDecay", 1.5 },
        { "WeightDecay", double.NaN },
        { "ShiftLearningRateFactor", -0.1 },
        { "ShiftLearningRateFactor", 100.5 },
        { "ShiftLearningRateFactor", double.NaN },
        { "ShiftGradient", (ShiftGradient)9 },
        { "ShiftGradientMaxNorm", 0.0 },
        { "ShiftGradientMaxNorm", double.NaN },
        { "Iterations", 0L },
        { "Iterations", 1_000_000_001L },
        { "LearningRateDecay", (LearningRateDecay)9 },
        { "LearningRateMilestones", new[] { 1.5 } },
        { "LearningRateMilestones", new[] { double.NaN } },
        { "LearningRateMilestoneFactor", 0.0 },
        { "LearningRateMilestoneFactor", 1.5 },
        { "GradientMaxNorm", 0.0 },
        { "GradientMaxNorm", double.PositiveInfinity },
        { "LatticeRegularization", -0.5 },
        { "LatticeRegularization", 100.5 },
        { "LabelSmoothing", -0.5 },
        { "LabelSmoothing", 1.0 },
        { "ClassWeights", new[] { 1e-7 } },
        { "ClassWeights", new[] { 1e7 } },
        { "WeightAverageDecay", -0.5 },
        { "WeightAverageDecay", 1.0 },
        { "StageLearningRateFactors", new[] { -0.5 } },
        { "StageLearningRateFactors", new[] { 100.5 } },
        { "ValidationMetric", (ValidationMetric)9 },
        { "ValidationFraction", -0.5 },
        { "ValidationFraction", 1.0 },
        { "ValidationFraction", double.NaN },
        { "ImageCacheMegabytes", -1 },
        { "ImageCacheDirectory", "no-such-folder" },
        { "Training", null },
        { "RandomCrop", (RandomCrop)9 },
        { "ResizedCropMinArea", 0.0 },
        { "ResizedCropMinArea", 1.5 },
        { "CropPadding", -1 },
        { "CropPadding", 257 },
        { "BadImages", (BadImageTraining)9 },
        { "BadImagesInScoring", (BadImageScoring)9 },
        { "MissingLabels", (MissingLabels)9 },
        { "ScoringPrecision", (EnginePrecision)9 },
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
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_named_with_what_was_seen(string option, object? value)
    {
        var options = new ActiveShiftResNetTrainer.Options();
        typeof(ActiveShiftResNetTrainer.Options).GetProperty(option)!.SetValue(options, value);

        var error = Assert.ThrowsAny<ArgumentException>(() => new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet(options));

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
        string seen = value is double[] values ? FormattableString.Invariant($"{values[0]}") : FormattableString.Invariant($"{value ?? "null"}");
        Assert.Contains(seen, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_with_a_range_is_tested_here()
    {
        // Records that check themselves are tested where they are.
        string[] free =
        [
            "ValidationSet", "Architecture", "HorizontalFlip", "Seed", "MetricsCallback", "ReportBatches", "CancellationToken", "Nesterov", "BalancedClassWeights",
            "KeepBest", "EarlyStopping", "Checkpoint", "ColorJitter", "ResumeFrom", "InitialModel", "FallbackToCpu", "ChannelsLast",
            "ImageDecoding",
        ];
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
            WarmupEpochs = 0,
            Momentum = 0,
            WeightDecay = 0,
            ShiftLearningRateFactor = 0,
            ShiftGradientMaxNorm = 1e-9,
            CropPadding = 0,
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
            WarmupEpochs = 1_000_000,
            Momentum = 0.999,
            WeightDecay = 1,
            ShiftLearningRateFactor = 100,
            ShiftGradientMaxNorm = 1e9,
            CropPadding = 256,
            Threads = 1024,
            Seed = int.MaxValue,
        };
        OptionChecks.Check(least);
        OptionChecks.Check(most);
    }

    [Fact]
    public void A_recipe_is_taken_over_and_changed_one_by_one()
    {
        var options = new ActiveShiftResNetTrainer.Options { Training = Recipe.ImageNet, Epochs = 7 };
        Assert.Equal(Recipe.ImageNet with { Epochs = 7 }, options.Training);
        Assert.Equal((7, 256, LearningRateDecay.Linear), (options.Epochs, options.BatchSize, options.LearningRateDecay));
        Assert.Equal(options.Training with { Seed = 3, ReportBatches = true }, OptionChecks.ToTrainingOptions(options, seed: 3));
    }

    [Fact]
    public void Every_option_of_the_training_is_an_option_of_the_trainer()
    {
        string[] elsewhere = ["Seed", "ReportBatches"];
        foreach (var property in typeof(TrainingOptions).GetProperties().Where(p => !elsewhere.Contains(p.Name)))
        {
            var mirrored = typeof(ActiveShiftResNetTrainer.Options).GetProperty(property.Name);
            Assert.True(mirrored is not null, property.Name);
            Assert.Equal(property.PropertyType, mirrored.PropertyType);
        }
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
