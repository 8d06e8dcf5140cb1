using System.Runtime.InteropServices;

namespace ActiveShift.Bench.Machine;

/// <summary>Bytes that some threads move to and from memory in a second, measured: the ceiling of layers that compute little.</summary>
internal static unsafe class MemoryBandwidth
{
    /// <summary>Of the source and of the target: more than last-level caches hold.</summary>
    private const long Bytes = 256L << 20;

    /// <summary>What one try copies; the next one goes on behind it. On a shared machine only short tries are left alone.</summary>
    private const long TryBytes = 16L << 20;
    private const int Tries = 8 * (int)(Bytes / TryBytes);

    /// <returns>GB/s of a copy over all threads, bytes read and bytes written counted once each, the best of many tries.</returns>
    public static double Measure(int threads)
    {
        nint source = (nint)NativeMemory.Alloc((nuint)Bytes), target = (nint)NativeMemory.Alloc((nuint)Bytes);
        try
        {
            // Touches every page, so that no try pays for its first use.
            NativeMemory.Fill((void*)source, (nuint)Bytes, 1);
            NativeMemory.Fill((void*)target, (nuint)Bytes, 2);
            double best = double.PositiveInfinity;
            for (int i = 0; i < Tries; i++)
            {
                long start = TryBytes * i % Bytes;
                best = Math.Min(best, SimultaneousThreads.Time(threads, thread =>
                {
                    long begin = start + TryBytes * thread / threads, end = start + TryBytes * (thread + 1) / threads;
                    Buffer.MemoryCopy((void*)(source + (nint)begin), (void*)(target + (nint)begin), end - begin, end - begin);
                }));
            }
            return 2.0 * TryBytes / best / 1e9;
        }
        finally
        {
            NativeMemory.Free((void*)source);
            NativeMemory.Free((void*)target);
        }
    }
}
