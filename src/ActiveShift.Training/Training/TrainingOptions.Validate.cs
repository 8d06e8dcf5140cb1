namespace ActiveShift.Training;

public sealed partial record TrainingOptions
{
    /// <summary>Checks every value against its range, and options against each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentException">Two options exclude each other, or the path of the checkpoint is empty.</exception>
    public void Validate()
    {
        ValidateLength();
        ValidateLearningRate();
        ValidateStep();
        ValidateLoss();
        OptionRange.CheckDefined(nameof(ValidationMetric), ValidationMetric);
        EarlyStopping?.Validate();
        Checkpoint?.Validate();
        OptionRange.CheckDefined(nameof(RandomCrop), RandomCrop);
        OptionRange.Check(nameof(CropPadding), CropPadding, 0, 256);
        OptionRange.CheckPositive(nameof(ResizedCropMinArea), ResizedCropMinArea, 1);
        ColorJitter?.Validate();
        if (GpuDeviceId is { } gpu)
            OptionRange.Check(nameof(GpuDeviceId), gpu, 0, 1_023);
        OptionRange.CheckDefined(nameof(Precision), Precision);
        OptionRange.Check(nameof(Threads), Threads, 0, 1_024);
    }

    private void ValidateLength()
    {
        OptionRange.Check(nameof(Epochs), Epochs, 1, 1_000_000);
        if (Iterations is { } iterations)
            OptionRange.Check(nameof(Iterations), iterations, 1, 1_000_000_000);
        OptionRange.Check(nameof(BatchSize), BatchSize, 1, 65_536);
    }

    private void ValidateLearningRate()
    {
        OptionRange.CheckPositive(nameof(LearningRate), LearningRate, 100);
        OptionRange.CheckDefined(nameof(LearningRateDecay), LearningRateDecay);
        OptionRange.CheckAscendingFractions(nameof(LearningRateMilestones), LearningRateMilestones);
        OptionRange.CheckPositive(nameof(LearningRateMilestoneFactor), LearningRateMilestoneFactor, 1);
        OptionRange.Check(nameof(WarmupEpochs), WarmupEpochs, 0, Iterations is null ? Epochs : 1_000_000);
    }

    private void ValidateStep()
    {
        OptionRange.CheckBelow(nameof(Momentum), Momentum, 0, 1);
        OptionRange.Check(nameof(WeightDecay), WeightDecay, 0, 1);
        if (GradientMaxNorm is { } maxNorm)
            OptionRange.CheckPositive(nameof(GradientMaxNorm), maxNorm, double.MaxValue);
        OptionRange.Check(nameof(ShiftLearningRateFactor), ShiftLearningRateFactor, 0, 100);
        OptionRange.CheckDefined(nameof(ShiftGradient), ShiftGradient);
        OptionRange.CheckPositive(nameof(ShiftGradientMaxNorm), ShiftGradientMaxNorm, double.MaxValue);
        OptionRange.Check(nameof(LatticeRegularization), LatticeRegularization, 0, 100);
        foreach (double factor in StageLearningRateFactors ?? [])
            OptionRange.Check(nameof(StageLearningRateFactors), factor, 0, 100);
        OptionRange.CheckBelow(nameof(WeightAverageDecay), WeightAverageDecay, 0, 1);
    }

    private void ValidateLoss()
    {
        OptionRange.CheckBelow(nameof(LabelSmoothing), LabelSmoothing, 0, 1);
        foreach (double weight in ClassWeights ?? [])
            OptionRange.Check(nameof(ClassWeights), weight, 1e-6, 1e6);
        if (ClassWeights is not null && BalancedClassWeights)
            throw new ArgumentException("ClassWeights are given and BalancedClassWeights is true; set one of them.", nameof(BalancedClassWeights));
    }
}
