namespace ActiveShift.ML;

/// <summary>What training does with an image that cannot be decoded, or whose file cannot be read.</summary>
public enum BadImageTraining
{
    /// <summary>Training fails with an error that names the row and the file where known. The default.</summary>
    Error = 0,

    /// <summary>
    /// The row is left out; warnings say how many were, the first ones' rows, files and reason, and which classes lost
    /// all their images.
    /// </summary>
    Skip = 1,
}
