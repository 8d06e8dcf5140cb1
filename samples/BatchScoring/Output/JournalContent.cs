using System.Text.Json;
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
    /// <exception cref="InvalidDataException">The file is no journal, or damaged.</exception>
    public static JournalContent Read(string file)
    {
        JobIdentity? job = null;
        Shard shard = default;
        var parts = new Dictionary<long, PartRecord>();
        bool complete = false;
        long length = 0;
        long number = 0;
        string? unreadable = null;
        foreach (byte[] bytes in JournalLines.Read(file))
        {
            if (unreadable is not null)
                throw Damaged(file, number, unreadable);
            number++;
            if (!TryParse(bytes, out var line, out unreadable))
                continue;
            string? problem = null;
            if (job is null)
                problem = Begin(file, line, out job, out shard);
            else if (line is { Job: null, Shard: null, Part: { } part, Complete: null })
                problem = JournalValues.Problem(parts[part.Part] = part, job, shard);
            else if (line is { Job: null, Shard: null, Part: null, Complete: true })
                complete = true;
            else
                problem = "it has something else; expected one object 'part', or 'complete' with true";
            if (problem is not null)
                throw Damaged(file, number, problem);
            length += bytes.Length + 1;
        }
        // The last line may be what the loss of power left of it: then it was never on the disk.
        if (job is null)
            throw Damaged(file, 1, unreadable ?? "it is missing; expected the objects 'job' and 'shard'");
        return new JournalContent(job, shard, parts, complete, length);
    }

    private static string? Begin(string file, JournalLine line, out JobIdentity? job, out Shard shard)
    {
        job = line.Job;
        shard = line.Shard ?? default;
        if (line is not { Job: not null, Shard: not null, Part: null, Complete: null })
            return "it has something else; expected the objects 'job' and 'shard'";
        if (JournalValues.Problem(line.Job, shard) is { } problem)
            return problem;
        string name = Path.GetFileName(OutputFolder.Journal("", shard));
        return Path.GetFileName(file) == name
            ? null
            : $"it is of shard {shard}; expected that the file is called '{name}'";
    }

    private static bool TryParse(byte[] json, out JournalLine line, out string? error)
    {
        try
        {
            line = JournalLine.Parse(json);
            error = null;
            return true;
        }
        catch (JsonException e)
        {
            line = new JournalLine();
            error = $"it cannot be read ({e.Message}); expected a line as the program writes it";
            return false;
        }
    }

    private static InvalidDataException Damaged(string file, long number, string problem) => new(
        $"'{file}', line {number}: {problem}. It is damaged, or no journal of this program: " +
        "restore it, or score into another --output.");
}
