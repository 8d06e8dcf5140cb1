namespace BatchScoring.Output;

/// <summary>How results are written; the name in lower case is the files' extension.</summary>
internal enum OutputFormat
{
    Parquet,
    Csv,
    Jsonl,
}
