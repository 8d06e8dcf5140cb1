namespace ActiveShift.ML;

/// <summary>How a trial of a search ended.</summary>
public enum TuningTrialState
{
    /// <summary>It was trained and measured.</summary>
    Finished,

    /// <summary>Its loss stopped being a number or exploded: worse than any other.</summary>
    Diverged,
}
