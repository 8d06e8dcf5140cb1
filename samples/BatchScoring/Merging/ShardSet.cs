using BatchScoring.Output;
using BatchScoring.Splitting;

namespace BatchScoring.Merging;

/// <summary>All shards of a job: each there exactly once and complete, and together all parts exactly once.</summary>
internal sealed class ShardSet
{
    /// <summary>A message does not name more of one kind.</summary>
    private const int MostProblems = 10;

    private ShardSet(JobIdentity job, IReadOnlyList<PlacedPart> parts)
    {
        Job = job;
        Parts = parts;
    }

    public JobIdentity Job { get; }

    /// <summary>The parts in the order of the input.</summary>
    public IReadOnlyList<PlacedPart> Parts { get; }

    public long FailedRows => Parts.Sum(part => (long)part.Record.Failed);

    /// <summary>Reads the journals of some folders.</summary>
    /// <exception cref="InvalidDataException">Something is missing, doubled, incomplete or does not belong; the message says what.</exception>
    public static ShardSet Read(IReadOnlyList<string> folders)
    {
        (string File, JournalContent Content)[] journals =
        [
            .. folders.SelectMany(folder => Directory.GetFiles(folder, OutputFolder.JournalPattern)).Order(StringComparer.Ordinal)
                .Select(file => (file, JournalContent.Read(file))),
        ];
        if (journals.Length == 0)
            throw new InvalidDataException($"There are no results in {string.Join(", ", folders)} (no {OutputFolder.JournalPattern}).");
        var (firstFile, first) = journals[0];
        foreach (var (file, content) in journals)
        {
            if (first.Job.DifferenceFrom(content.Job) is { } difference)
                throw new InvalidDataException($"'{file}' belongs to {difference}: 'here' is '{firstFile}'. Merge the shards of one job alone.");
            if (content.Shard.Count != first.Shard.Count)
                throw new InvalidDataException($"'{file}' is one of {content.Shard.Count} shards, '{firstFile}' one of {first.Shard.Count}.");
        }
        return new ShardSet(first.Job, Collect(first.Job, first.Shard.Count, journals));
    }

    private static List<PlacedPart> Collect(JobIdentity job, int shards, (string File, JournalContent Content)[] journals)
    {
        var problems = new List<string>();
        var byShard = journals.ToLookup(journal => journal.Content.Shard.Index);
        for (int i = 0; i < shards && problems.Count < MostProblems; i++)
        {
            var found = byShard[i].ToArray();
            if (found.Length == 0)
                problems.Add($"shard {i} of {shards} is missing");
            else if (found.Length > 1)
                problems.Add($"shard {i} of {shards} is there {found.Length} times: {string.Join(", ", found.Select(journal => journal.File))}");
            else if (!found[0].Content.IsComplete)
                problems.Add($"shard {i} of {shards} is not complete: run it again, it goes on where it was");
        }
        if (problems.Count > 0)
        {
            string end = problems.Count < MostProblems ? "." : ", and so on.";
            throw new InvalidDataException(string.Join("; ", problems) + end);
        }

        var cut = new Parts(job.Input.Rows, job.PartRows);
        var parts = new List<PlacedPart>();
        for (long p = 0; p < cut.Count; p++)
        {
            var (file, content) = byShard[(int)(p % shards)].Single();
            if (!content.Parts.TryGetValue(p, out var record) || record.Rows != cut.Length(p))
                throw new InvalidDataException($"'{file}' has {record?.Rows ?? 0} rows of part {p}; expected {cut.Length(p)}. Run shard {p % shards} again.");
            parts.Add(new PlacedPart(OutputFolder.Part(Path.GetDirectoryName(file)!, p, job.Format), record));
        }
        if (journals.Sum(journal => (long)journal.Content.Parts.Count) != parts.Count)
            throw new InvalidDataException($"The journals name {journals.Sum(journal => journal.Content.Parts.Count)} parts; expected {parts.Count}.");
        return parts;
    }
}
