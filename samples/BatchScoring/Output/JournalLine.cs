using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BatchScoring.Splitting;

namespace BatchScoring.Output;

/// <summary>A line of a shard's journal: the first has a job and a shard, the last says that all is done, those between name a part each.</summary>
internal sealed record JournalLine(
    JobIdentity? Job = null, Shard? Shard = null, PartRecord? Part = null, bool? Complete = null)
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        // What a line says must be all that it can say, and once.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The line with its line feed.</summary>
    public byte[] Format() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, _options) + "\n");

    /// <param name="json">The line without its line feed.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static JournalLine Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<JournalLine>(json, _options)
        ?? throw new JsonException("It is null; expected an object.");
}
