using System.Collections.Concurrent;
using ActiveShift.Interop;

namespace ActiveShift.Engine;

/// <summary>Keeps the memory of past calls for the next ones: as many pieces as there were calls at once.</summary>
internal sealed class ScratchPool(EnginePlanHandle plan) : IDisposable
{
    private readonly ConcurrentDictionary<int, ConcurrentBag<EngineScratchHandle>> _idle = new();
    private long _bytes;
    private volatile bool _disposed;

    /// <summary>Bytes of all pieces, idle or in use.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public EngineScratchHandle Rent(int threads)
    {
        if (Bag(threads).TryTake(out var scratch))
            return scratch;
        var status = EngineMethods.CreateScratch(plan, threads, out scratch);
        if (status != NativeStatus.Ok)
        {
            scratch.Dispose();
            long bytes = EngineMethods.GetScratchBytes(plan, threads);
            throw EngineStatus.Failure(status, $"score on {threads} threads ({bytes} bytes)");
        }
        Interlocked.Add(ref _bytes, EngineMethods.GetScratchBytes(plan, threads));
        return scratch;
    }

    public void Return(int threads, EngineScratchHandle scratch)
    {
        Bag(threads).Add(scratch);
        if (_disposed)
            Clear();
    }

    public void Dispose()
    {
        _disposed = true;
        Clear();
    }

    private ConcurrentBag<EngineScratchHandle> Bag(int threads) => _idle.GetOrAdd(threads, _ => []);

    private void Clear()
    {
        foreach (var bag in _idle.Values)
        {
            while (bag.TryTake(out var scratch))
                scratch.Dispose();
        }
    }
}
