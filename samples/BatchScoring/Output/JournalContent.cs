using System.Text.Json;
using System.Text.Json.Serialization;
using BatchScoring.Splitting;

namespace BatchScoring.Output;

/// <summary>What a shard's journal says.</summary>
/// <param name="Job">The job.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Parts">Its parts that are done, by number.</param>
/// <param name="IsComplete">Whether they are all.</param>
/// <param name="Length">The bytes of the journal up to the end of its last whole line.</param>
internal sealed record JournalContent(JobIdentity Job, Shard Shard, IReadOnlyDictionary<long, PartRecord> Parts, bool IsComplete, long Length)
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Format(JournalLine line) => JsonSerializer.Serialize(line, _options) + "\n";

    /// <exception cref="InvalidDataException">The file is no journal.</exception>
    public static JournalContent Read(string file)
    {
        ReadOnlySpan<byte> rest = Contents(file);
        long length = 0;
        JournalLine? header = null;
        var parts = new Dictionary<long, PartRecord>();
        bool complete = false;
        // The first line that is not whole ends it: what comes after was never on the disk.
        for (int end = rest.IndexOf((byte)'\n'); end >= 0 && TryParse(rest[..end], out var line); end = rest.IndexOf((byte)'\n'))
        {
            header ??= line;
            if (line.Part is { } part)
                parts[part.Part] = part;
            complete |= line.Complete == true;
            rest = rest[(end + 1)..];
            length += end + 1;
        }
        if (header is not { Job: { } job, Shard: { } shard })
            throw new InvalidDataException($"'{file}' does not begin as the journal of a shard does; expected a JSON object with 'job' and 'shard'.");
        return new JournalContent(job, shard, parts, complete, length);
    }

    /// <summary>Its writer may have it open.</summary>
    private static byte[] Contents(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static bool TryParse(ReadOnlySpan<byte> json, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JournalLine? line)
    {
        try
        {
            line = JsonSerializer.Deserialize<JournalLine>(json, _options);
        }
        catch (JsonException)
        {
            line = null;
        }
        return line is not null;
    }
}
