using System.Diagnostics;

namespace ActiveShift.Bench.Timing;

/// <summary>Times contestants in turn, round after round, so that a machine that slows down slows all of them.</summary>
internal static class Rounds
{
    /// <param name="rounds">Timed rounds.</param>
    /// <param name="contestants">What to time.</param>
    /// <param name="warmupRounds">Rounds before these.</param>
    /// <param name="repeats">
    /// Whether each turn runs the contestant once before the run that is timed, so that it finds in the caches what it left there itself rather than
    /// what the one before it did.
    /// </param>
    public static IReadOnlyList<Sample> Run(
        int rounds, IReadOnlyList<(string Name, Action Work)> contestants, int warmupRounds = 3, bool repeats = false)
    {
        var times = contestants.Select(_ => new List<double>(rounds)).ToArray();
        for (int round = -warmupRounds; round < rounds; round++)
        {
            for (int i = 0; i < contestants.Count; i++)
            {
                if (repeats)
                    contestants[i].Work();
                long start = Stopwatch.GetTimestamp();
                contestants[i].Work();
                double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (round >= 0)
                    times[i].Add(elapsed);
            }
        }
        return [.. contestants.Select((contestant, i) => Sample.Of(contestant.Name, times[i]))];
    }
}
