namespace ActiveShift.ML;

/// <summary>What training does with a row whose label is missing.</summary>
public enum MissingLabels
{
    /// <summary>Training fails with an error that names the row. The default.</summary>
    Error = 0,

    /// <summary>The row is left out; a warning says how many were.</summary>
    Skip = 1,
}
