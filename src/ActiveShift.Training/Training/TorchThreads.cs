using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Sets torch's number of threads for the trainings on one thread, for a while.</summary>
/// <remarks>
/// With OpenMP torch's setting is two: what each thread has, and what a new thread gets, which is the last that any thread has set. Trainings on
/// several threads thus keep a number each while they overlap. Each gives its thread what was set before the first of them began, in whatever
/// order they end, and so does a number of 0; one within another on the same thread gives back that one's number.
/// </remarks>
internal sealed class TorchThreads : IDisposable
{
    private static readonly Lock _lock = new();
    private static int _overlapping;
    private static int _original;

    [ThreadStatic]
    private static TorchThreads? _ofThread;

    private readonly TorchThreads? _outer = _ofThread;

    /// <param name="threads">How many; 0 leaves torch's setting.</param>
    public TorchThreads(int threads)
    {
        lock (_lock)
        {
            if (_overlapping++ == 0)
                _original = get_num_threads();
            Count = threads == 0 ? Outside : threads;
            SetTo(Count);
        }
        _ofThread = this;
    }

    public int Count { get; }

    private int Outside => _outer?.Count ?? _original;

    /// <summary>To be called on the thread that made it.</summary>
    public void Dispose()
    {
        _ofThread = _outer;
        lock (_lock)
        {
            SetTo(Outside);
            _overlapping--;
        }
    }

    private static void SetTo(int threads)
    {
        if (get_num_threads() != threads)
            set_num_threads(threads);
    }
}
