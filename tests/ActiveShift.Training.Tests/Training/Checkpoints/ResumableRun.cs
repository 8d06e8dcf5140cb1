using ActiveShift.Training.Tests.Data;

namespace ActiveShift.Training.Tests.Training.Checkpoints;

/// <summary>A small training in which every part of the state counts; the same for tests and for the process that they kill.</summary>
internal static class ResumableRun
{
    public static NetworkSpec Spec { get; } = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);

    public static TestImages Training { get; } = new(Spec, 70);

    /// <summary>Every third label is wrong, so that growing sure of the right ones makes the loss worse after a while.</summary>
    public static TestImages Validation { get; } = new(Spec, 20, seed: 1) { Label = i => (i % 3 == 0 ? i + 1 : i) % 4 };

    public static TrainingOptions Options { get; } = new()
    {
        Epochs = 6,
        BatchSize = 16,
        CropPadding = 1,
        Seed = 5,
        Threads = 1,
        WarmupEpochs = 0.5,
        LearningRateDecay = LearningRateDecay.Cosine,
        WeightAverageDecay = 0.8,
        EarlyStopping = new() { Patience = 50 },
    };

    public static TrainingResult Train(TrainingOptions options, Action<TrainingMetrics>? report = null, CancellationToken cancellationToken = default) =>
        NetworkTrainer.Train(Spec, Training, Validation, options, report, cancellationToken: cancellationToken);
}
