namespace ActiveShift.Training;

public sealed partial record TrainingOptions
{
    /// <summary>Checks every value against its range, and options against each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentException"> Two options exclude each other, the path of the checkpoint is empty, or the
    /// smallest area to erase is above the largest. </exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(LearningRateMilestones);
        OptionRanges.Check(this);
        if (Iterations is null)
            OptionRanges.Check(nameof(WarmupEpochs), WarmupEpochs, new OptionRangeAttribute(0, Epochs));
        if (ClassWeights is not null && BalancedClassWeights)
            throw new ArgumentException("ClassWeights are given and BalancedClassWeights is true; set one of them.", nameof(BalancedClassWeights));
        if (StageLearningRateFactors is not null && StageLearningRateDecay != 1)
        {
            throw new ArgumentException(
                "StageLearningRateFactors are given and StageLearningRateDecay is not 1; set one of them.",
                nameof(StageLearningRateDecay));
        }
        Checkpoint?.CheckFile();
        RandomErasing?.CheckAreas();
    }
}
