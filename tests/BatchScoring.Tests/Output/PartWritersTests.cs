using System.Text;
using System.Text.Json;
using BatchScoring.Output;
using BatchScoring.Tests.Data;
using Parquet;

namespace BatchScoring.Tests.Output;

public sealed class PartWritersTests
{
    private static readonly ScoredImage[] _rows =
    [
        new("plain", [new("cat", 0.75f), new("dog", 0.1f)], null),
        new("a,\"b\"\r\nc", [new("ä, ö", 1 / 3f), new("", 1e-30f)], null),
        new("bad", [], "cut \"short\", at\nthe end"),
    ];

    [Fact]
    public void Csv_quotes_what_needs_it_and_floats_come_back_exactly()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("rows.csv", Write(OutputFormat.Csv));
        var rows = CsvFile.Read(file);
        Assert.Equal(["id", "predicted_label", "label_1", "probability_1", "label_2", "probability_2", "error"], rows[0]);
        Assert.Equal(["plain", "cat", "cat", "0.75", "dog", "0.1", ""], rows[1]);
        Assert.Equal(["a,\"b\"\r\nc", "ä, ö", "ä, ö", "0.33333334", "", "1E-30", ""], rows[2]);
        Assert.Equal(["bad", "", "", "", "", "", "cut \"short\", at\nthe end"], rows[3]);
        Assert.StartsWith("id,", Encoding.UTF8.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void Jsonl_has_an_object_a_line()
    {
        string[] lines = Encoding.UTF8.GetString(Write(OutputFormat.Jsonl)).Split('\n');
        Assert.Equal("""{"id":"plain","predicted_label":"cat","top":[{"label":"cat","probability":0.75},{"label":"dog","probability":0.1}],"error":null}""", lines[0]);
        Assert.Equal("a,\"b\"\r\nc", JsonDocument.Parse(lines[1]).RootElement.GetProperty("id").GetString());
        Assert.Equal("""{"id":"bad","predicted_label":null,"top":[],"error":"cut \"short\", at\nthe end"}""", lines[2]);
        Assert.Equal([""], lines[3..]);
    }

    [Fact]
    public async Task Parquet_has_a_column_a_value_and_nulls()
    {
        using var stream = new MemoryStream(Write(OutputFormat.Parquet));
        await using var reader = await ParquetReader.CreateAsync(stream);
        var fields = reader.Schema.GetDataFields();
        Assert.Equal(["id", "predicted_label", "label_1", "probability_1", "label_2", "probability_2", "error"], fields.Select(field => field.Name));
        var group = reader.OpenRowGroupReader(0);
        string?[] ids = new string?[3], labels = new string?[3], errors = new string?[3];
        var probabilities = new float?[3];
        await group.ReadAsync(fields[0], ids.AsMemory()!);
        await group.ReadAsync(fields[4], labels.AsMemory()!);
        await group.ReadAsync(fields[5], probabilities.AsMemory());
        await group.ReadAsync(fields[6], errors.AsMemory()!);
        Assert.Equal(_rows.Select(row => row.Id), ids);
        Assert.Equal(["dog", "", null], labels);
        Assert.Equal([0.1f, 1e-30f, null], probabilities);
        Assert.Equal(_rows.Select(row => row.Error), errors);
    }

    private static byte[] Write(OutputFormat format)
    {
        using var stream = new MemoryStream();
        using (var writer = PartWriters.Create(format, stream, top: 2))
        {
            foreach (var row in _rows)
                writer.Add(row);
            writer.Complete();
            return stream.ToArray();
        }
    }
}
