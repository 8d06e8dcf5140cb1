namespace ActiveShift.ML;

/// <summary>
/// Reads and scores blocks of rows in the background, in the order of the input, ahead of whoever takes them: while one block is
/// delivered, the next is scored and the one after it is read.
/// </summary>
/// <remarks>
/// The input is read by one thread at a time, though not always the same. No thread waits in between, so a cursor that is left without being
/// disposed costs memory alone.
/// </remarks>
internal sealed class ReadAhead : IDisposable
{
    /// <summary>One that is delivered, one that is scored, one that is read.</summary>
    public const int Blocks = 3;

    private const int PollMilliseconds = 50;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Task<RowBlock>> _coming = new();
    private Task _lastRead = Task.CompletedTask;
    private Task _lastScore = Task.CompletedTask;
    private bool _inputHasMore = true;

    // Whoever wants a few rows should not wait for many.
    private int _limit = Environment.ProcessorCount;

    /// <summary>Starts to fill a block with the rows that follow those of the blocks handed over before.</summary>
    public void Fill(RowBlock block)
    {
        var token = _stop.Token;
        // ContinueWith and not await: a continuation must not run inside the task before it, where it would hold up the others that wait for that.
        _lastRead = _lastRead.ContinueWith(_ => Read(block, token), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var score = Task.WhenAll(_lastRead, _lastScore).ContinueWith(
            _ =>
            {
                block.Score(token);
                return block;
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _lastScore = score;
        _coming.Enqueue(score);
    }

    /// <summary>Waits for the next block.</summary>
    /// <param name="checkAlive">Called now and then while waiting; may throw.</param>
    public RowBlock Take(Action checkAlive)
    {
        var next = _coming.Peek();
        while (!next.Wait(PollMilliseconds))
            checkAlive();
        return _coming.Dequeue().Result;
    }

    /// <summary>Stops, and returns when nothing touches the input or a block any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll(_lastRead, _lastScore);
        _stop.Dispose();
    }

    private void Read(RowBlock block, CancellationToken token)
    {
        if (!_inputHasMore)
        {
            block.Clear();
            return;
        }
        _inputHasMore = block.Read(_limit, token);
        _limit = Math.Min(_limit * 2, RowBlock.MaxRows);
    }
}
