namespace ActiveShift.ML;

/// <summary>Says of a failed image where it was.</summary>
internal static class RowErrors
{
    /// <param name="reason">What is wrong with the image.</param>
    /// <param name="column">The feature column.</param>
    /// <param name="row">0-based position in the data.</param>
    /// <param name="file">The file, if known.</param>
    public static InvalidOperationException BadImage(BadImageException reason, string column, long row, string? file)
    {
        var explained = UnreadableImage.Explain(reason, file);
        string where = file is null ? $"Row {row}" : $"Row {row} ('{file}')";
        return new($"{where}: the image in column '{column}' cannot be used. {explained.Message}", explained);
    }
}
