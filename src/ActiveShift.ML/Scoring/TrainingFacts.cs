namespace ActiveShift.ML;

/// <summary>How a network was trained; kept in the model file.</summary>
public sealed record TrainingFacts
{
    /// <summary>Number of images it was trained on.</summary>
    public required long Images { get; init; }

    /// <summary>Number of passes over them.</summary>
    public required int Epochs { get; init; }

    /// <summary>Images a step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The seed of initial weights, order and augmentation.</summary>
    public required int Seed { get; init; }

    /// <summary>Mean cross-entropy in nats over the last epoch.</summary>
    public required double Loss { get; init; }

    /// <summary>Share of training images classified right in the last epoch, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The same for the validation set after the last epoch, or null without one.</summary>
    public double? ValidationAccuracy { get; init; }
}
