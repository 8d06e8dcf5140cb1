namespace ActiveShift.Training;

/// <summary>How the learning rate falls over a run.</summary>
public enum LearningRateDecay
{
    /// <summary>It is multiplied by <see cref="TrainingOptions.LearningRateMilestoneFactor"/> at each milestone (the paper's CIFAR recipe).</summary>
    MultiStep,

    /// <summary>It falls on a straight line to 0 at the end (the paper's ImageNet recipe).</summary>
    Linear,

    /// <summary>It follows half a cosine to 0 at the end (Loshchilov &amp; Hutter, ICLR 2017, without restarts).</summary>
    Cosine,

    /// <summary>It stays.</summary>
    Constant,
}
