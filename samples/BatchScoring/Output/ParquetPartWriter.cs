using Parquet;

namespace BatchScoring.Output;

/// <summary>One row group with all rows of the part; they are held until then.</summary>
internal sealed class ParquetPartWriter(Stream stream, int top) : IPartWriter
{
    private readonly ResultColumns _columns = new(top);

    public void Add(ScoredImage row) => _columns.Add(row);

    public void Complete() => WriteAsync().GetAwaiter().GetResult();

    public void Dispose() => stream.Dispose();

    private async Task WriteAsync()
    {
        await using var writer = await ParquetWriter.CreateAsync(ResultColumns.SchemaOf(top), stream);
        using var group = writer.CreateRowGroup();
        await _columns.WriteAsync(group);
    }
}
