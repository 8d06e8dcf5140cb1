namespace ActiveShift.ML;

/// <summary>What scoring does with an image that cannot be decoded, or whose file cannot be read.</summary>
public enum BadImageScoring
{
    /// <summary>Reading the row's score throws an error that names the row and the file where known. The default.</summary>
    Error = 0,

    /// <summary>The row's scores are NaN and its predicted label is missing.</summary>
    Missing = 1,
}
