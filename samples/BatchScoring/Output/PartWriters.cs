namespace BatchScoring.Output;

/// <summary>Makes writers.</summary>
internal static class PartWriters
{
    /// <param name="format">The format.</param>
    /// <param name="stream">Where to; seekable.</param>
    /// <param name="top">Number of classes of a row.</param>
    public static IPartWriter Create(OutputFormat format, Stream stream, int top) => format switch
    {
        OutputFormat.Parquet => new ParquetPartWriter(stream, top),
        OutputFormat.Csv => new CsvPartWriter(stream, top),
        OutputFormat.Jsonl => new JsonLinesPartWriter(stream),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
    };
}
