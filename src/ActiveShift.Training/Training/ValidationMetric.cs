namespace ActiveShift.Training;

/// <summary>Which figure on the validation set says that one epoch is better than another.</summary>
public enum ValidationMetric
{
    /// <summary>The cross-entropy: lower is better.</summary>
    Loss,

    /// <summary>The accuracy: higher is better.</summary>
    Accuracy,
}
