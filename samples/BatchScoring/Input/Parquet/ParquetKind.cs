namespace BatchScoring.Input.Parquet;

/// <summary>What of a column can be used.</summary>
[Flags]
internal enum ParquetKind
{
    None = 0,
    Bytes = 1,
    Text = 2,
    Int32 = 4,
    Int64 = 8,
}
