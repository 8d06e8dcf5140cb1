using System.Diagnostics;

namespace ActiveShift.Bench.Machine;

/// <summary>Work that several threads do at the same time.</summary>
internal static class SimultaneousThreads
{
    /// <returns>Seconds from the moment that all threads stand ready until the last has finished.</returns>
    public static double Time(int threads, Action<int> work)
    {
        if (threads == 1)
        {
            long begin = Stopwatch.GetTimestamp();
            work(0);
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
        using var ready = new Barrier(threads);
        var starts = new long[threads];
        var ends = new long[threads];
        Thread[] started = [.. Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            ready.SignalAndWait();
            starts[i] = Stopwatch.GetTimestamp();
            work(i);
            ends[i] = Stopwatch.GetTimestamp();
        }))];
        foreach (var thread in started)
            thread.Start();
        foreach (var thread in started)
            thread.Join();
        return Stopwatch.GetElapsedTime(starts.Min(), ends.Max()).TotalSeconds;
    }
}
