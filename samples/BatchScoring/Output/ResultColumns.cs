using Parquet;
using Parquet.Schema;

namespace BatchScoring.Output;

/// <summary>Rows of the output as columns, as Parquet wants them.</summary>
internal sealed class ResultColumns
{
    private readonly List<string> _ids = [];
    private readonly List<string?> _predicted = [];
    private readonly List<string?>[] _labels;
    private readonly List<float?>[] _probabilities;
    private readonly List<string?> _errors = [];
    private readonly DataField[] _fields;

    public ResultColumns(int top)
    {
        _labels = [.. Enumerable.Range(0, top).Select(_ => new List<string?>())];
        _probabilities = [.. Enumerable.Range(0, top).Select(_ => new List<float?>())];
        _fields = SchemaOf(top).GetDataFields();
    }

    public static ParquetSchema SchemaOf(int top) => new(
    [
        new DataField<string>("id", nullable: false),
        new DataField<string>("predicted_label", nullable: true),
        .. Enumerable.Range(1, top).SelectMany(i => (Field[])
        [
            new DataField<string>($"label_{i}", nullable: true), new DataField<float>($"probability_{i}", nullable: true),
        ]),
        new DataField<string>("error", nullable: true),
    ]);

    public void Add(ScoredImage row)
    {
        _ids.Add(row.Id);
        _predicted.Add(row.Top.Count > 0 ? row.Top[0].Label : null);
        for (int i = 0; i < _labels.Length; i++)
        {
            _labels[i].Add(i < row.Top.Count ? row.Top[i].Label : null);
            _probabilities[i].Add(i < row.Top.Count ? row.Top[i].Probability : null);
        }
        _errors.Add(row.Error);
    }

    /// <summary>Reads back a file with one row group.</summary>
    public static async Task<ResultColumns> ReadAsync(ParquetReader reader, int top)
    {
        var columns = new ResultColumns(top);
        var group = reader.OpenRowGroupReader(0);
        columns._ids.AddRange((await TextsAsync(group, columns._fields[0]))!);
        columns._predicted.AddRange(await TextsAsync(group, columns._fields[1]));
        for (int i = 0; i < top; i++)
        {
            columns._labels[i].AddRange(await TextsAsync(group, columns._fields[2 + (2 * i)]));
            var probabilities = new float?[group.RowCount];
            await group.ReadAsync(columns._fields[3 + (2 * i)], probabilities.AsMemory());
            columns._probabilities[i].AddRange(probabilities);
        }
        columns._errors.AddRange(await TextsAsync(group, columns._fields[^1]));
        return columns;
    }

    public async Task WriteAsync(ParquetRowGroupWriter group)
    {
        await group.WriteAsync(_fields[0], _ids);
        await group.WriteAsync(_fields[1], _predicted!);
        for (int i = 0; i < _labels.Length; i++)
        {
            await group.WriteAsync(_fields[2 + (2 * i)], _labels[i]!);
            await group.WriteAsync(_fields[3 + (2 * i)], (ReadOnlyMemory<float?>)_probabilities[i].ToArray());
        }
        await group.WriteAsync(_fields[^1], _errors!);
    }

    private static async Task<string?[]> TextsAsync(ParquetRowGroupReader group, DataField field)
    {
        string?[] texts = new string?[group.RowCount];
        await group.ReadAsync(field, texts.AsMemory()!);
        return texts;
    }
}
