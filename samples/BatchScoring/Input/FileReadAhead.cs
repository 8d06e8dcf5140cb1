using System.Collections.Concurrent;

namespace BatchScoring.Input;

/// <summary>
/// Reads files by some threads at once and hands them out in the order they were asked for, so that a file system with long answers
/// does not keep the processors waiting. Held are at most <see cref="Capacity"/> files.
/// </summary>
internal sealed class FileReadAhead : IDisposable
{
    private readonly string _root;
    private readonly Queue<Task<ImageRow>> _coming = new();
    private readonly BlockingCollection<Task<ImageRow>> _jobs = [];
    private readonly Thread[] _readers;

    public FileReadAhead(string root)
    {
        _root = root;
        // Own threads: those of the pool are for scoring, and a read that hangs must not take one of them.
        _readers = [.. Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 4, 32)).Select(_ => new Thread(RunJobs) { IsBackground = true })];
        foreach (var reader in _readers)
            reader.Start();
    }

    public int Capacity => _readers.Length * 2;

    public bool Any => _coming.Count > 0;

    public bool IsFull => _coming.Count >= Capacity;

    public void Add(long index, PathRow row)
    {
        var job = new Task<ImageRow>(() => Read(index, row));
        _coming.Enqueue(job);
        _jobs.Add(job);
    }

    /// <summary>Waits for the first of those that were asked for.</summary>
    public ImageRow Take() => _coming.Dequeue().GetAwaiter().GetResult();

    public void Dispose()
    {
        _jobs.CompleteAdding();
        foreach (var reader in _readers)
            reader.Join();
        _jobs.Dispose();
    }

    private void RunJobs()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
            job.RunSynchronously(TaskScheduler.Default);
    }

    /// <summary>The errors are worded without the root, which may differ from machine to machine.</summary>
    private ImageRow Read(long index, PathRow row)
    {
        string error;
        try
        {
            if (row.Path.Length > 0)
                return new ImageRow { Index = index, Id = row.Id, Image = File.ReadAllBytes(Path.Combine(_root, row.Path)) };
            error = "The row has no path.";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            error = $"There is no file '{row.Path}'.";
        }
        catch (UnauthorizedAccessException)
        {
            error = $"The file '{row.Path}' may not be read, or is a folder.";
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            error = $"The file '{row.Path}' cannot be read ({e.GetType().Name}).";
        }
        return new ImageRow { Index = index, Id = row.Id, Error = error };
    }
}
