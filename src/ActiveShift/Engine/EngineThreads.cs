namespace ActiveShift.Engine;

/// <summary>The number of threads of a call.</summary>
internal static class EngineThreads
{
    public const int Max = 256;

    /// <summary>One per processor where 0 is asked for, else as many as that.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is out of its range.</exception>
    public static int Resolve(int threads) => threads switch
    {
        < 0 or > Max => throw new ArgumentOutOfRangeException(nameof(threads), threads, $"threads must be from 0 (one per processor) to {Max}."),
        0 => Math.Min(Environment.ProcessorCount, Max),
        _ => threads,
    };
}
