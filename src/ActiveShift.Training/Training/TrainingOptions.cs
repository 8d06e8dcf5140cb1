namespace ActiveShift.Training;

/// <summary>How a network is trained. The defaults are the paper's recipe for CIFAR (section 4.1 and the authors' solver).</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training images; 1 to 1,000,000. Default 164: the paper's 64,000 steps of 128 on CIFAR's 50,000 images.</summary>
    public int Epochs { get; init; } = 164;

    /// <summary>
    /// Images a step; 1 to 65,536. Default 128 (paper). The images of an epoch are spread evenly over as few batches as this
    /// allows, so a batch may be smaller; every image is used in every epoch.
    /// </summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>
    /// Learning rate at the start; above 0, at most 100. Default 0.1 (paper). It is multiplied by 0.1 after half and again
    /// after three quarters of all steps, as the paper does at 32,000 and 48,000 of 64,000.
    /// </summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>
    /// Epochs during which the learning rate grows linearly from near 0 to its start value; 0 to <see cref="Epochs"/>, fractions
    /// allowed. Default 0 (paper: none). One epoch or two make high learning rates safe on small data.
    /// </summary>
    public double WarmupEpochs { get; init; }

    /// <summary>Momentum of Nesterov's method; 0 to below 1. Default 0.9 (paper).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>
    /// Weight decay of the convolutions and the classifier's weights; 0 to 1. Default 5e-4 (the authors' solver). Shifts, BN
    /// scales and biases are not decayed.
    /// </summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Learning rate of the shifts as a multiple of the others'; 0 (shifts stay) to 100. Default 0.01 (the released networks).</summary>
    public double ShiftLearningRateFactor { get; init; } = 0.01;

    /// <summary>What is done with the gradient of a shift. Default <see cref="ShiftGradient.Normalized"/> (the released networks).</summary>
    public ShiftGradient ShiftGradient { get; init; } = ShiftGradient.Normalized;

    /// <summary>Largest norm of a channel's shift gradient with <see cref="ShiftGradient.Clipped"/>; above 0. Default 1.</summary>
    public double ShiftGradientMaxNorm { get; init; } = 1;

    /// <summary>Zeros around an image before a random crop of its own size, in pixels; 0 (no crop) to 256. Default 4 (paper).</summary>
    public int CropPadding { get; init; } = 4;

    /// <summary>Whether images are mirrored at random. Default true (paper). Switch it off where left and right differ, as with digits.</summary>
    public bool HorizontalFlip { get; init; } = true;

    /// <summary>Seed of everything random: initial values, order, crops, flips. Default 0. The same seed gives the same weights.</summary>
    public int Seed { get; init; }

    /// <summary>Threads for the arithmetic; 0 to 1,024. Default 0: as many as torch is set to. Torch's setting is restored afterwards.</summary>
    public int Threads { get; init; }

    /// <summary>Whether metrics are reported after every batch too. Default false.</summary>
    public bool ReportBatches { get; init; }

    /// <summary>Checks every value against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        OptionRange.Check(nameof(Epochs), Epochs, 1, 1_000_000);
        OptionRange.Check(nameof(BatchSize), BatchSize, 1, 65_536);
        OptionRange.CheckPositive(nameof(LearningRate), LearningRate, 100);
        OptionRange.Check(nameof(WarmupEpochs), WarmupEpochs, 0, Epochs);
        OptionRange.CheckBelow(nameof(Momentum), Momentum, 0, 1);
        OptionRange.Check(nameof(WeightDecay), WeightDecay, 0, 1);
        OptionRange.Check(nameof(ShiftLearningRateFactor), ShiftLearningRateFactor, 0, 100);
        OptionRange.CheckDefined(nameof(ShiftGradient), ShiftGradient);
        OptionRange.CheckPositive(nameof(ShiftGradientMaxNorm), ShiftGradientMaxNorm, double.MaxValue);
        OptionRange.Check(nameof(CropPadding), CropPadding, 0, 256);
        OptionRange.Check(nameof(Threads), Threads, 0, 1_024);
    }
}
