namespace ActiveShift.ML;

/// <summary>
/// Whether this process has the memory to score with a network: a description may ask for images of any size up to
/// 8192x8192.
/// </summary>
internal static class ScoringMemory
{
    /// <summary>
    /// Memory that this process may have: the machine's, or less where a container or the runtime's configuration sets
    /// a limit.
    /// </summary>
    public static long Available => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <exception cref="InsufficientMemoryException">
    /// Scoring one image takes more; nothing was allocated for it.
    /// </exception>
    public static void Check(NetworkSpec spec, EnginePrecision precision, long available)
    {
        long least = NetworkMemory.LeastBytes(spec, precision);
        if (least > available)
        {
            throw new InsufficientMemoryException(
                $"The network takes images of {spec.Height}x{spec.Width}x{spec.Channels}: "
                + $"scoring one needs at least {Megabytes(least)} MB of memory; "
                + $"this process may have {Megabytes(available)} MB.");
        }
    }

    private static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
