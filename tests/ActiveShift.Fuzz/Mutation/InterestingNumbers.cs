namespace ActiveShift.Fuzz.Mutation;

/// <summary>Numbers at which readers go wrong.</summary>
internal static class InterestingNumbers
{
    private static readonly long[] _all =
    [
        0, 1, -1, 2, 7, 8, 16, 100, 127, 128, 255, 256, 1024, 4096, short.MaxValue, short.MinValue, ushort.MaxValue,
        1 << 16, 1 << 24, 1 << 30,
        int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue,
    ];

    public static long Pick(Random random) => _all[random.Next(_all.Length)];
}
