using System.Collections.Concurrent;

namespace BatchScoring.Input;

/// <summary>
/// Reads files by some threads at once and hands them out in the order they were asked for, so that a file system with long answers
/// does not keep the processors waiting. Held are at most <see cref="Capacity"/> files, of together <see
/// cref="HeldBytes"/>.
/// </summary>
internal sealed class FileReadAhead : IDisposable
{
    /// <summary>128 MiB, or one file where that is larger.</summary>
    public const long HeldBytes = 128L << 20;

    private readonly string _root;
    private readonly ImageLimit _limit;
    private readonly ByteBudget _budget = new(HeldBytes);
    private readonly Queue<Task<(ImageRow Row, long Held)>> _coming = new();
    private readonly BlockingCollection<Task<(ImageRow Row, long Held)>> _jobs = [];
    private readonly Thread[] _readers;
    private long _tickets;

    public FileReadAhead(string root, ImageLimit limit)
    {
        _root = root;
        _limit = limit;
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
        long ticket = _tickets++;
        var job = new Task<(ImageRow, long)>(() => Read(ticket, index, row));
        _coming.Enqueue(job);
        _jobs.Add(job);
    }

    /// <summary>Waits for the first of those that were asked for.</summary>
    public ImageRow Take()
    {
        var (row, held) = _coming.Dequeue().GetAwaiter().GetResult();
        _budget.Release(held);
        return row;
    }

    public void Dispose()
    {
        _budget.Close();
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

    private (ImageRow Row, long Held) Read(long ticket, long index, PathRow row)
    {
        using var file = Try(row.Path, () => ImageFile.Open(Path.Combine(_root, row.Path)), out string? error);
        error ??= _limit.Refusal(file!.Length);
        long held = error is null ? file!.Length : 0;
        _budget.Acquire(ticket, held);
        byte[]? image = error is null ? Try(row.Path, file!.Read, out error) : null;
        return (new ImageRow { Index = index, Id = row.Id, Image = image ?? [], Error = error ?? "" }, held);
    }

    /// <summary>The errors are worded without the root, which may differ from machine to machine.</summary>
    private static T? Try<T>(string path, Func<T> read, out string? error)
        where T : class
    {
        error = null;
        try
        {
            if (path.Length > 0)
                return read();
            error = "The row has no path.";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            error = $"There is no file '{path}'.";
        }
        catch (NoFileException e)
        {
            error = $"'{path}' is {e.Kind}; expected a regular file.";
        }
        catch (UnauthorizedAccessException)
        {
            error = $"The file '{path}' may not be read.";
        }
        catch (EndOfStreamException)
        {
            error = $"The file '{path}' became shorter while it was read.";
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            error = $"The file '{path}' cannot be read ({e.GetType().Name}).";
        }
        return null;
    }
}
