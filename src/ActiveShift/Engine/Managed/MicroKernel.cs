using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActiveShift.Engine.Managed;

/// <summary>
/// The inner loop of the matrix product: the sums of four outputs and up to three vectors of pixels stay in registers
/// for all inputs. Twelve sums, three vectors of pixels and a weight are the sixteen registers of AVX2.
/// </summary>
/// <remarks>
/// Every sum is one chain of multiply-adds in the order of the inputs, whatever the tile: neither tiles nor threads
/// change a bit. Where the processor fuses multiplication and addition, they are the bits of the native engine, which
/// does it in that order too.
/// </remarks>
internal static unsafe class MicroKernel
{
    public const int Rows = 4;
    public const int MostVectors = 3;

    /// <summary>Floats of a vector.</summary>
    public static int Lanes => Vector<float>.Count;

    /// <summary>Floats of the largest tile of sums.</summary>
    public static int TileLength => Rows * MostVectors * Lanes;

    /// <summary>
    /// How many vectors the next tile has where so many are left: four are two and two, as one alone is slow.
    /// </summary>
    public static int Take(long vectorsLeft) =>
        vectorsLeft == MostVectors + 1 ? MostVectors - 1 : (int)Math.Min(vectorsLeft, MostVectors);

    /// <summary>Adds products to the sums.</summary>
    /// <param name="vectors">Vectors of pixels, 1 to <see cref="MostVectors"/>.</param>
    /// <param name="weights">[<paramref name="inputs"/>][<see cref="Rows"/>].</param>
    /// <param name="inputs">Rows of x.</param>
    /// <param name="x">The first pixel of the first row.</param>
    /// <param name="ld">Distance between the rows of x.</param>
    /// <param name="sums">[<see cref="Rows"/>][vectors · <see cref="Lanes"/>].</param>
    public static void Add(int vectors, float* weights, int inputs, float* x, nint ld, float* sums)
    {
        switch (vectors)
        {
            case 3: Add3(weights, inputs, x, ld, sums); break;
            case 2: Add2(weights, inputs, x, ld, sums); break;
            default: Add1(weights, inputs, x, ld, sums); break;
        }
    }

    // Compiled with optimisation at once: without it the first images would take a hundred times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add3(float* weights, int inputs, float* x, nint ld, float* sums)
    {
        int l = Vector<float>.Count;
        Vector<float> s00 = Vector.Load(sums), s01 = Vector.Load(sums + l);
        var s02 = Vector.Load(sums + (2 * l));
        Vector<float> s10 = Vector.Load(sums + (3 * l)), s11 = Vector.Load(sums + (4 * l));
        var s12 = Vector.Load(sums + (5 * l));
        Vector<float> s20 = Vector.Load(sums + (6 * l)), s21 = Vector.Load(sums + (7 * l));
        var s22 = Vector.Load(sums + (8 * l));
        Vector<float> s30 = Vector.Load(sums + (9 * l)), s31 = Vector.Load(sums + (10 * l));
        var s32 = Vector.Load(sums + (11 * l));
        for (; inputs > 0; inputs--, weights += Rows, x += ld)
        {
            Vector<float> x0 = Vector.Load(x), x1 = Vector.Load(x + l), x2 = Vector.Load(x + (2 * l));
            var w = Vector.Create(weights[0]);
            s00 = Vector.MultiplyAddEstimate(w, x0, s00);
            s01 = Vector.MultiplyAddEstimate(w, x1, s01);
            s02 = Vector.MultiplyAddEstimate(w, x2, s02);
            w = Vector.Create(weights[1]);
            s10 = Vector.MultiplyAddEstimate(w, x0, s10);
            s11 = Vector.MultiplyAddEstimate(w, x1, s11);
            s12 = Vector.MultiplyAddEstimate(w, x2, s12);
            w = Vector.Create(weights[2]);
            s20 = Vector.MultiplyAddEstimate(w, x0, s20);
            s21 = Vector.MultiplyAddEstimate(w, x1, s21);
            s22 = Vector.MultiplyAddEstimate(w, x2, s22);
            w = Vector.Create(weights[3]);
            s30 = Vector.MultiplyAddEstimate(w, x0, s30);
            s31 = Vector.MultiplyAddEstimate(w, x1, s31);
            s32 = Vector.MultiplyAddEstimate(w, x2, s32);
        }
        s00.Store(sums);
        s01.Store(sums + l);
        s02.Store(sums + (2 * l));
        s10.Store(sums + (3 * l));
        s11.Store(sums + (4 * l));
        s12.Store(sums + (5 * l));
        s20.Store(sums + (6 * l));
        s21.Store(sums + (7 * l));
        s22.Store(sums + (8 * l));
        s30.Store(sums + (9 * l));
        s31.Store(sums + (10 * l));
        s32.Store(sums + (11 * l));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add2(float* weights, int inputs, float* x, nint ld, float* sums)
    {
        int l = Vector<float>.Count;
        Vector<float> s00 = Vector.Load(sums), s01 = Vector.Load(sums + l);
        Vector<float> s10 = Vector.Load(sums + (2 * l)), s11 = Vector.Load(sums + (3 * l));
        Vector<float> s20 = Vector.Load(sums + (4 * l)), s21 = Vector.Load(sums + (5 * l));
        Vector<float> s30 = Vector.Load(sums + (6 * l)), s31 = Vector.Load(sums + (7 * l));
        for (; inputs > 0; inputs--, weights += Rows, x += ld)
        {
            Vector<float> x0 = Vector.Load(x), x1 = Vector.Load(x + l);
            var w = Vector.Create(weights[0]);
            s00 = Vector.MultiplyAddEstimate(w, x0, s00);
            s01 = Vector.MultiplyAddEstimate(w, x1, s01);
            w = Vector.Create(weights[1]);
            s10 = Vector.MultiplyAddEstimate(w, x0, s10);
            s11 = Vector.MultiplyAddEstimate(w, x1, s11);
            w = Vector.Create(weights[2]);
            s20 = Vector.MultiplyAddEstimate(w, x0, s20);
            s21 = Vector.MultiplyAddEstimate(w, x1, s21);
            w = Vector.Create(weights[3]);
            s30 = Vector.MultiplyAddEstimate(w, x0, s30);
            s31 = Vector.MultiplyAddEstimate(w, x1, s31);
        }
        s00.Store(sums);
        s01.Store(sums + l);
        s10.Store(sums + (2 * l));
        s11.Store(sums + (3 * l));
        s20.Store(sums + (4 * l));
        s21.Store(sums + (5 * l));
        s30.Store(sums + (6 * l));
        s31.Store(sums + (7 * l));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add1(float* weights, int inputs, float* x, nint ld, float* sums)
    {
        int l = Vector<float>.Count;
        Vector<float> s0 = Vector.Load(sums), s1 = Vector.Load(sums + l);
        Vector<float> s2 = Vector.Load(sums + (2 * l)), s3 = Vector.Load(sums + (3 * l));
        for (; inputs > 0; inputs--, weights += Rows, x += ld)
        {
            var x0 = Vector.Load(x);
            s0 = Vector.MultiplyAddEstimate(Vector.Create(weights[0]), x0, s0);
            s1 = Vector.MultiplyAddEstimate(Vector.Create(weights[1]), x0, s1);
            s2 = Vector.MultiplyAddEstimate(Vector.Create(weights[2]), x0, s2);
            s3 = Vector.MultiplyAddEstimate(Vector.Create(weights[3]), x0, s3);
        }
        s0.Store(sums);
        s1.Store(sums + l);
        s2.Store(sums + (2 * l));
        s3.Store(sums + (3 * l));
    }
}
