using System.Diagnostics;

namespace ActiveShift.Bench.Timing;

/// <summary>Times contestants in turn, round after round, so that a machine that slows down slows all of them.</summary>
internal static class Rounds
{
    public static IReadOnlyList<Sample> Run(int rounds, IReadOnlyList<(string Name, Action Work)> contestants, int warmupRounds = 3)
    {
        var times = contestants.Select(_ => new List<double>(rounds)).ToArray();
        for (int round = -warmupRounds; round < rounds; round++)
        {
            for (int i = 0; i < contestants.Count; i++)
            {
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
