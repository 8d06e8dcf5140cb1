using System.Text.RegularExpressions;
using BatchScoring.Input;
using BatchScoring.Splitting;

namespace BatchScoring.Output;

/// <summary>Checks what a journal says: each value by itself, and against the others.</summary>
internal static partial class JournalValues
{
    /// <summary>As many classes as a network may have.</summary>
    private const int MaxTop = 1 << 20;

    private const long MaxImageBytes = (long)ImageLimit.MaxMegabytes << 20;

    /// <summary>Says what is wrong with a job and shard, or null if nothing is.</summary>
    public static string? Problem(JobIdentity job, Shard shard) =>
        Digest("model_digest", job.ModelDigest)
        ?? Range("rows", job.Input.Rows, 1, long.MaxValue)
        ?? Digest("input's digest", job.Input.Digest)
        ?? (Enum.IsDefined(job.Format) ? null : $"'format' is {job.Format}; expected parquet, csv or jsonl")
        ?? Range("top", job.Top, 1, MaxTop)
        ?? Range("part_rows", job.PartRows, 1, int.MaxValue)
        ?? Range("max_image_bytes", job.MaxImageBytes ?? 1, 1, MaxImageBytes)
        ?? Range("count", shard.Count, 1, int.MaxValue)
        ?? Range("index", shard.Index, 0, shard.Count - 1);

    /// <summary>Says what is wrong with a part of a shard, or null if nothing is.</summary>
    public static string? Problem(PartRecord part, JobIdentity job, Shard shard)
    {
        var parts = new Parts(job.Input.Rows, job.PartRows);
        if (Range("part", part.Part, 0, parts.Count - 1) is { } problem)
            return problem;
        if (part.Part % shard.Count != shard.Index)
        {
            return $"'part' is {part.Part}, which belongs to shard {part.Part % shard.Count}; " +
                $"expected one of shard {shard}";
        }
        int rows = parts.Length(part.Part);
        return Range("rows", part.Rows, rows, rows)
            ?? Range("failed", part.Failed, 0, rows)
            ?? Range("bytes", part.Bytes, 1, long.MaxValue)
            ?? Digest("sha256", part.Sha256);
    }

    private static string? Range(string name, long value, long least, long most) => value >= least && value <= most
        ? null
        : $"'{name}' is {value}; expected {Expected(least, most)}";

    private static string Expected(long least, long most) =>
        least == most ? $"{least}" : most >= int.MaxValue ? $"{least} or more" : $"{least} to {most}";

    private static string? Digest(string name, string value) => Hexadecimal().IsMatch(value)
        ? null
        : $"'{name}' is '{value}'; expected a SHA-256 of 64 digits from 0 to 9 and a to f";

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Hexadecimal();
}
