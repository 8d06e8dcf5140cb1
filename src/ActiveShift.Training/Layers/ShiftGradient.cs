namespace ActiveShift.Training;

/// <summary>What is done with the gradient of a channel's shift (gα, gβ), summed over the batch, before the optimizer uses it.</summary>
public enum ShiftGradient
{
    /// <summary>Only its direction is used: it is divided by its norm where that is not 0, as in the authors' released networks.</summary>
    Normalized,

    /// <summary>It is scaled down to a largest norm where it exceeds that.</summary>
    Clipped,

    /// <summary>It is used as it is.</summary>
    Plain,
}
