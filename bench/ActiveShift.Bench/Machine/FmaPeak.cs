using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ActiveShift.Bench.Machine;

/// <summary>The most single-precision multiply-adds that some threads do in a second, measured: the ceiling of any network in float32.</summary>
/// <param name="Bits256">GMAC/s of all threads together with vectors of 256 bits; NaN on processors without AVX2 and FMA.</param>
/// <param name="Bits512">The same with vectors of 512 bits; NaN on processors without AVX-512.</param>
internal sealed record FmaPeak(double Bits256, double Bits512)
{
    // A try takes about a millisecond: on a shared machine only short ones find all cores free.
    private const int Steps = 500_000;
    private const int Chains = 12;
    private const int Tries = 200;
    private static float _sink;

    /// <summary>The better of the two.</summary>
    public double Best => double.IsNaN(Bits512) ? Bits256 : Math.Max(Bits256, Bits512);

    /// <summary>Several threads may share a core, and then do hardly more than one: hence a peak for every number of threads. The best of many short tries.</summary>
    public static FmaPeak Measure(int threads) => new(
        Fma.IsSupported ? Fastest<Vector256<float>, Fma256>(threads) : double.NaN,
        Avx512F.IsSupported ? Fastest<Vector512<float>, Fma512>(threads) : double.NaN);

    private static double Fastest<TVector, TFma>(int threads)
        where TFma : IFma<TVector>
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < Tries; i++)
            best = Math.Min(best, SimultaneousThreads.Time(threads, _ => _sink += Run<TVector, TFma>(Steps)));
        return (double)threads * Steps * Chains * TFma.Lanes / best / 1e9;
    }

    /// <summary>Twelve independent chains hide the latency of the instruction on any processor that has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run<TVector, TFma>(int steps)
        where TFma : IFma<TVector>
    {
        var (factor, term) = (TFma.Create(0.999f), TFma.Create(0.001f));
        var (a, b, c, d, e, f) = (term, term, term, term, term, term);
        var (g, h, i, j, k, l) = (term, term, term, term, term, term);
        for (int step = 0; step < steps; step++)
        {
            a = TFma.MultiplyAdd(a, factor, term);
            b = TFma.MultiplyAdd(b, factor, term);
            c = TFma.MultiplyAdd(c, factor, term);
            d = TFma.MultiplyAdd(d, factor, term);
            e = TFma.MultiplyAdd(e, factor, term);
            f = TFma.MultiplyAdd(f, factor, term);
            g = TFma.MultiplyAdd(g, factor, term);
            h = TFma.MultiplyAdd(h, factor, term);
            i = TFma.MultiplyAdd(i, factor, term);
            j = TFma.MultiplyAdd(j, factor, term);
            k = TFma.MultiplyAdd(k, factor, term);
            l = TFma.MultiplyAdd(l, factor, term);
        }
        return TFma.Sum(a) + TFma.Sum(b) + TFma.Sum(c) + TFma.Sum(d) + TFma.Sum(e) + TFma.Sum(f)
            + TFma.Sum(g) + TFma.Sum(h) + TFma.Sum(i) + TFma.Sum(j) + TFma.Sum(k) + TFma.Sum(l);
    }

    private interface IFma<TVector>
    {
        static abstract int Lanes { get; }

        static abstract TVector Create(float value);

        static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

        static abstract float Sum(TVector vector);
    }

    private readonly struct Fma256 : IFma<Vector256<float>>
    {
        public static int Lanes => Vector256<float>.Count;

        public static Vector256<float> Create(float value) => Vector256.Create(value);

        public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fma.MultiplyAdd(a, b, c);

        public static float Sum(Vector256<float> vector) => Vector256.Sum(vector);
    }

    private readonly struct Fma512 : IFma<Vector512<float>>
    {
        public static int Lanes => Vector512<float>.Count;

        public static Vector512<float> Create(float value) => Vector512.Create(value);

        public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.FusedMultiplyAdd(a, b, c);

        public static float Sum(Vector512<float> vector) => Vector512.Sum(vector);
    }
}
