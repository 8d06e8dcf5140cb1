using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ActiveShift.Bench.Machine;

/// <summary>The most single-precision multiply-adds a core does in a second, measured: the ceiling of any network in float32.</summary>
internal static class FmaPeak
{
    private const int Steps = 2_000_000;
    private const int Chains = 12;
    private static float _sink;

    /// <returns>GMAC/s of one thread, the best of ten tries; NaN on processors without AVX2 and FMA.</returns>
    public static double Measure()
    {
        if (!Fma.IsSupported)
            return double.NaN;
        double best = double.PositiveInfinity;
        for (int i = 0; i < 10; i++)
        {
            long start = Stopwatch.GetTimestamp();
            _sink += Run(Steps);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return (double)Steps * Chains * Vector256<float>.Count / best / 1e9;
    }

    /// <summary>Twelve independent chains hide the latency of the instruction on any processor that has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run(int steps)
    {
        var (factor, term) = (Vector256.Create(0.999f), Vector256.Create(0.001f));
        var (a, b, c, d, e, f) = (term, term, term, term, term, term);
        var (g, h, i, j, k, l) = (term, term, term, term, term, term);
        for (int step = 0; step < steps; step++)
        {
            a = Fma.MultiplyAdd(a, factor, term);
            b = Fma.MultiplyAdd(b, factor, term);
            c = Fma.MultiplyAdd(c, factor, term);
            d = Fma.MultiplyAdd(d, factor, term);
            e = Fma.MultiplyAdd(e, factor, term);
            f = Fma.MultiplyAdd(f, factor, term);
            g = Fma.MultiplyAdd(g, factor, term);
            h = Fma.MultiplyAdd(h, factor, term);
            i = Fma.MultiplyAdd(i, factor, term);
            j = Fma.MultiplyAdd(j, factor, term);
            k = Fma.MultiplyAdd(k, factor, term);
            l = Fma.MultiplyAdd(l, factor, term);
        }
        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
