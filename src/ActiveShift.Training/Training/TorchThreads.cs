using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Sets torch's number of threads for a while.</summary>
internal sealed class TorchThreads : IDisposable
{
    private readonly int _previous = get_num_threads();

    /// <param name="threads">How many; 0 leaves torch's setting.</param>
    public TorchThreads(int threads)
    {
        if (threads != 0)
            set_num_threads(threads);
        Count = get_num_threads();
    }

    public int Count { get; }

    public void Dispose()
    {
        if (Count != _previous)
            set_num_threads(_previous);
    }
}
