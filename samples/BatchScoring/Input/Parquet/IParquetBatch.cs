namespace BatchScoring.Input.Parquet;

/// <summary>Some rows of a column.</summary>
internal interface IParquetBatch : IDisposable
{
    int Rows { get; }

    /// <summary>Reads the rows that follow, <see cref="Rows"/> of them, which is 0 at the end of the column.</summary>
    /// <param name="most">How many at most.</param>
    void Fill(long most);
}
