using System.Text.Encodings.Web;
using System.Text.Json;

namespace BatchScoring.Output;

/// <summary>One JSON object a line: <c>{"id":…,"predicted_label":…,"top":[{"label":…,"probability":…},…],"error":null}</c>.</summary>
internal sealed class JsonLinesPartWriter(Stream stream) : IPartWriter
{
    // Nothing here goes into a web page, so letters of other scripts may stand as they are.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BufferedStream _buffer = new(stream, 1 << 16);

    public void Add(ScoredImage row)
    {
        using (var json = new Utf8JsonWriter(_buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("id", row.Id);
            json.WriteString("predicted_label", row.Top.Count > 0 ? row.Top[0].Label : null);
            json.WriteStartArray("top");
            foreach (var (label, probability) in row.Top)
            {
                json.WriteStartObject();
                json.WriteString("label", label);
                json.WriteNumber("probability", probability);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("error", row.Error);
            json.WriteEndObject();
        }
        _buffer.WriteByte((byte)'\n');
    }

    public void Complete() => _buffer.Flush();

    public void Dispose() => _buffer.Dispose();
}
