namespace BatchScoring.Input;

/// <summary>
/// Bytes that some threads may hold together. They are given out strictly in the order of tickets, so that what is
/// wanted first never waits for what is wanted after it; and one is served alone, however much it wants.
/// </summary>
/// <param name="bytes">How many.</param>
internal sealed class ByteBudget(long bytes)
{
    private readonly object _gate = new();
    private long _held;
    private long _next;
    private bool _isClosed;

    /// <summary>Waits until its turn has come and the bytes are there.</summary>
    /// <param name="ticket">0, 1, 2 and so on: each once, also if it wants nothing.</param>
    /// <param name="wanted">How many bytes.</param>
    /// <exception cref="OperationCanceledException">The budget was closed.</exception>
    public void Acquire(long ticket, long wanted)
    {
        lock (_gate)
        {
            while (!_isClosed && (ticket != _next || (_held > 0 && _held + wanted > bytes)))
                Monitor.Wait(_gate);
            if (_isClosed)
                throw new OperationCanceledException();
            _next++;
            _held += wanted;
            Monitor.PulseAll(_gate);
        }
    }

    public void Release(long held)
    {
        lock (_gate)
        {
            _held -= held;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nobody waits any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
