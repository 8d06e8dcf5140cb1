namespace ActiveShift.ML;

/// <summary>What training does with an image that cannot be decoded.</summary>
public enum BadImageTraining
{
    /// <summary>Training fails with an error that names the row and the file where known. The default.</summary>
    Error = 0,

    /// <summary>The row is left out; a warning says how many were.</summary>
    Skip = 1,
}
