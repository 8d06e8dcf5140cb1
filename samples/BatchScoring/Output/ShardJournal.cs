using BatchScoring.Splitting;

namespace BatchScoring.Output;

/// <summary>
/// Which parts of a shard are done: a file to which a line is added when a part is in its place. What a killed process leaves is at worst a line
/// cut short, or a part without its line; both are done again.
/// </summary>
internal sealed class ShardJournal : IDisposable
{
    private readonly FileStream _lock;
    private readonly FileStream _stream;
    private readonly Dictionary<long, PartRecord> _parts;

    private ShardJournal(FileStream theLock, FileStream stream, Dictionary<long, PartRecord> parts)
    {
        _lock = theLock;
        _stream = stream;
        _parts = parts;
    }

    /// <summary>The parts that are done, by number.</summary>
    public IReadOnlyDictionary<long, PartRecord> Parts => _parts;

    /// <summary>Opens a shard's journal, or begins it.</summary>
    /// <exception cref="InvalidDataException">The folder has results of another job, or of the same in another number of shards.</exception>
    /// <exception cref="IOException">Another process scores this shard.</exception>
    public static ShardJournal Open(string folder, Shard shard, JobIdentity job)
    {
        Directory.CreateDirectory(folder);
        var theLock = Lock(folder, shard);
        try
        {
            foreach (string file in Directory.GetFiles(folder, OutputFolder.JournalPattern))
                Check(file, JournalContent.Read(file), shard, job);
            string own = OutputFolder.Journal(folder, shard);
            if (!File.Exists(own))
                DurableFile.Write(own, new JournalLine(Job: job, Shard: shard).Format());
            var content = JournalContent.Read(own);
            var done = content.Parts.Where(p => IsInPlace(folder, job, p.Value)).ToDictionary(p => p.Key, p => p.Value);
            var stream = new FileStream(own, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            stream.SetLength(content.Length);
            stream.Seek(0, SeekOrigin.End);
            return new ShardJournal(theLock, stream, done);
        }
        catch
        {
            theLock.Dispose();
            throw;
        }
    }

    public void Add(PartRecord part)
    {
        Append(new JournalLine(Part: part));
        _parts[part.Part] = part;
    }

    /// <summary>Says that the shard is done.</summary>
    public void Complete() => Append(new JournalLine(Complete: true));

    public void Dispose()
    {
        _stream.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string folder, Shard shard)
    {
        try
        {
            return new FileStream(OutputFolder.Lock(folder, shard), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"Shard {shard} in '{folder}' is being scored by another process: {e.Message}", e);
        }
    }

    private static void Check(string file, JournalContent content, Shard shard, JobIdentity job)
    {
        if (job.DifferenceFrom(content.Job) is { } difference)
            throw new InvalidDataException($"'{file}' belongs to {difference}. Choose another --output, or delete that folder.");
        if (content.Shard.Count != shard.Count)
        {
            throw new InvalidDataException(
                $"'{file}' belongs to the same job in {content.Shard.Count} shards, not {shard.Count}. " +
                $"Go on with --shard-count {content.Shard.Count}, or choose another --output.");
        }
    }

    private static bool IsInPlace(string folder, JobIdentity job, PartRecord part)
    {
        var file = new FileInfo(OutputFolder.Part(folder, part.Part, job.Format));
        return file.Exists && file.Length == part.Bytes;
    }

    private void Append(JournalLine line)
    {
        _stream.Write(line.Format());
        _stream.Flush(flushToDisk: true);
    }
}
