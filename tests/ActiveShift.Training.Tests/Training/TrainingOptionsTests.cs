namespace ActiveShift.Training.Tests.Training;

public class TrainingOptionsTests
{
    private static readonly TrainingOptions _defaults = new();

    public static TheoryData<string, string, TrainingOptions> Wrong => new()
    {
        { "Epochs", "from 1 to 1,000,000", _defaults with { Epochs = 0 } },
        { "BatchSize", "from 1 to 65,536", _defaults with { BatchSize = 65_537 } },
        { "LearningRate", "above 0 and at most 100", _defaults with { LearningRate = 0 } },
        { "LearningRate", "above 0 and at most 100", _defaults with { LearningRate = double.NaN } },
        { "WarmupEpochs", "from 0 to 5", _defaults with { Epochs = 5, WarmupEpochs = 5.5 } },
        { "WarmupEpochs", "from 0 to 1,000,000", _defaults with { Iterations = 5, WarmupEpochs = 1e7 } },
        { "Iterations", "from 1 to 1,000,000,000", _defaults with { Iterations = 0 } },
        { "LearningRateDecay", "one of MultiStep, Linear, Cosine, Constant", _defaults with { LearningRateDecay = (LearningRateDecay)9 } },
        { "LearningRateMilestones", "ascending numbers above 0 and below 1", _defaults with { LearningRateMilestones = [0.5, 0.5] } },
        { "LearningRateMilestones", "ascending numbers above 0 and below 1", _defaults with { LearningRateMilestones = [0.5, 1] } },
        { "LearningRateMilestoneFactor", "above 0 and at most 1", _defaults with { LearningRateMilestoneFactor = 0 } },
        { "GradientMaxNorm", "a finite number above 0", _defaults with { GradientMaxNorm = 0 } },
        { "LatticeRegularization", "from 0 to 100", _defaults with { LatticeRegularization = -1 } },
        { "LabelSmoothing", "at least 0 and below 1", _defaults with { LabelSmoothing = 1 } },
        { "TeacherWeight", "from 0 to 1", _defaults with { TeacherWeight = 1.1 } },
        { "TeacherTemperature", "from 0.1 to 100", _defaults with { TeacherTemperature = 0 } },
        { "ClassWeights", "from 0.000001 to 1,000,000", _defaults with { ClassWeights = [1, 0] } },
        { "WeightAverageDecay", "at least 0 and below 1", _defaults with { WeightAverageDecay = 1 } },
        { "StageLearningRateFactors", "from 0 to 100", _defaults with { StageLearningRateFactors = [1, -1] } },
        { "StageLearningRateDecay", "above 0 and at most 1", _defaults with { StageLearningRateDecay = 0 } },
        { "HeadPenalty", "above 0 and at most 1,000", _defaults with { HeadPenalty = 0 } },
        { "ValidationMetric", "one of Loss, Accuracy", _defaults with { ValidationMetric = (ValidationMetric)2 } },
        { "EarlyStopping.Patience", "from 1 to 1,000,000", _defaults with { EarlyStopping = new() { Patience = 0 } } },
        { "EarlyStopping.MinDelta", "from 0 to 100", _defaults with { EarlyStopping = new() { MinDelta = double.NaN } } },
        { "Checkpoint.EveryEpochs", "from 0 to 1,000,000", _defaults with { Checkpoint = new() { File = "x", EveryEpochs = -1 } } },
        { "Checkpoint.EverySteps", "from 1 to 1,000,000,000", _defaults with { Checkpoint = new() { File = "x", EverySteps = 0 } } },
        { "Checkpoint.EveryMinutes", "above 0 and at most 100,000", _defaults with { Checkpoint = new() { File = "x", EveryMinutes = 0 } } },
        { "Optimizer", "one of Sgd, AdamW", _defaults with { Optimizer = (OptimizerKind)2 } },
        { "Momentum", "at least 0 and below 1", _defaults with { Momentum = 1 } },
        { "WeightDecay", "from 0 to 1", _defaults with { WeightDecay = -1e-9 } },
        { "ShiftLearningRateFactor", "from 0 to 100", _defaults with { ShiftLearningRateFactor = double.PositiveInfinity } },
        { "ShiftGradient", "one of Normalized, Clipped, Plain", _defaults with { ShiftGradient = (ShiftGradient)3 } },
        { "ShiftGradientMaxNorm", "a finite number above 0", _defaults with { ShiftGradientMaxNorm = double.PositiveInfinity } },
        { "CropPadding", "from 0 to 256", _defaults with { CropPadding = 257 } },
        { "MaxRotation", "from 0 to 180", _defaults with { MaxRotation = 181 } },
        { "RandomErasing.Probability", "from 0 to 1", _defaults with { RandomErasing = new() { Probability = 1.1 } } },
        { "RandomErasing.MaxArea", "above 0 and at most 1", _defaults with { RandomErasing = new() { MaxArea = 0 } } },
        { "MixupAlpha", "from 0 to 100", _defaults with { MixupAlpha = -0.1 } },
        { "CutMixAlpha", "from 0 to 100", _defaults with { CutMixAlpha = 101 } },
        { "GpuDeviceId", "from 0 to 1,023", _defaults with { GpuDeviceId = -1 } },
        { "Precision", "one of Float32, BFloat16", _defaults with { Precision = (TrainingPrecision)2 } },
        { "Threads", "from 0 to 1,024", _defaults with { Threads = -1 } },
    };

    [Fact]
    public void Defaults_are_valid_and_those_of_the_paper()
    {
        _defaults.Validate();
        Assert.Equal((128, 0.1, 0.9, 5e-4, 0.01), (_defaults.BatchSize, _defaults.LearningRate, _defaults.Momentum, _defaults.WeightDecay, _defaults.ShiftLearningRateFactor));
        Assert.Equal(64_000, _defaults.Epochs * Math.Ceiling(50_000.0 / _defaults.BatchSize), tolerance: 400);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_value_is_named_with_its_range(string name, string range, TrainingOptions options)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(options.Validate);
        Assert.Equal(name, exception.ParamName);
        Assert.Contains($"{name} must be {range}.", exception.Message);
        Assert.NotNull(exception.ActualValue);
    }

    [Fact]
    public void Every_number_among_the_options_has_a_range()
    {
        // Every seed is one.
        string[] free = ["Seed"];
        var numbers = new[] { typeof(TrainingOptions), typeof(EarlyStopping), typeof(CheckpointOptions), typeof(ColorJitter) }
            .Append(typeof(RandomErasing))
            .SelectMany(type => type.GetProperties())
            .Where(property => IsNumber(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
        Assert.All(numbers.Where(property => !free.Contains(property.Name)), property =>
            Assert.True(Attribute.IsDefined(property, typeof(OptionRangeAttribute)), property.Name));

        static bool IsNumber(Type type) =>
            type == typeof(int) || type == typeof(long) || type == typeof(double) || type.IsAssignableTo(typeof(IEnumerable<double>));
    }

    [Fact]
    public void Checkpoint_has_a_path() =>
        Assert.Contains("Checkpoint.File is ' '; expected the path", Assert.Throws<ArgumentException>((_defaults with { Checkpoint = new() { File = " " } }).Validate).Message);

    [Fact]
    public void Smallest_area_to_erase_is_at_most_the_largest() => Assert.Contains(
        "RandomErasing.MinArea is 0.5; expected at most RandomErasing.MaxArea, which is 0.4.",
        Assert.Throws<ArgumentException>(new TrainingOptions { RandomErasing = new() { MinArea = 0.5 } }.Validate).Message);

    [Fact]
    public void Two_sources_of_class_weights_exclude_each_other() =>
        Assert.Contains("BalancedClassWeights", Assert.Throws<ArgumentException>((_defaults with { ClassWeights = [1], BalancedClassWeights = true }).Validate).Message);
}
