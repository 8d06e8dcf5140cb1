using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training;

public sealed class TorchThreadsTests : IDisposable
{
    private const int Original = 3;

    private readonly int _before = get_num_threads();

    public TorchThreadsTests() => set_num_threads(Original);

    public void Dispose() => set_num_threads(_before);

    public static TheoryData<bool> FirstEndsFirst => [true, false];

    [Theory]
    [MemberData(nameof(FirstEndsFirst))]
    public void Trainings_that_overlap_keep_their_numbers_and_leave_what_was_set_before(bool firstEndsFirst)
    {
        var first = new Training(threads: 1);
        var second = new Training(threads: 2);
        var third = new Training(threads: 0);

        Assert.Equal((1, 2, Original), (first.Threads, second.Threads, third.Threads));
        foreach (var training in firstEndsFirst ? new[] { first, second, third } : [third, second, first])
            Assert.Equal(Original, training.End());
        Assert.Equal((Original, Original), (get_num_threads(), OfNewThread()));
    }

    [Fact]
    public void Settings_within_each_other_on_one_thread_leave_what_was_set_before()
    {
        using (new TorchThreads(1))
        {
            using (new TorchThreads(2))
                Assert.Equal(2, get_num_threads());
            Assert.Equal(1, get_num_threads());
            using (var inner = new TorchThreads(0))
                Assert.Equal(1, inner.Count);
        }
        Assert.Equal(Original, get_num_threads());
    }

    private static int OfNewThread()
    {
        int threads = 0;
        var thread = new Thread(() => threads = get_num_threads());
        thread.Start();
        thread.Join();
        return threads;
    }

    /// <summary>What a training does with torch's threads, on a thread of its own.</summary>
    private sealed class Training
    {
        private readonly TaskCompletionSource _begun = new(), _end = new();
        private readonly Thread _thread;
        private int _afterwards;

        public Training(int threads)
        {
            _thread = new Thread(() =>
            {
                using (new TorchThreads(threads))
                {
                    Threads = get_num_threads();
                    _begun.SetResult();
                    _end.Task.Wait();
                }
                _afterwards = get_num_threads();
            });
            _thread.IsBackground = true;
            _thread.Start();
            _begun.Task.Wait();
        }

        public int Threads { get; private set; }

        /// <summary>Ends it and gives the thread's number afterwards.</summary>
        public int End()
        {
            _end.SetResult();
            _thread.Join();
            return _afterwards;
        }
    }
}
