using System.Numerics;
using ActiveShift.Interop;
using static ActiveShift.Tests.Interop.GuardedValues;

namespace ActiveShift.Tests.Interop;

/// <summary>One 1×1 convolution with a gradient of its output; the values are exact in float32. With its oracle: the definition in double.</summary>
internal sealed class PointwiseCase
{
    internal PointwiseCase(int n, int inputs, int outputs, int p)
    {
        (N, Inputs, Outputs, P) = (n, inputs, outputs, p);
        Random random = new(n + (10 * inputs) + (100 * outputs) + (1000 * p));
        X = Values(n * inputs * p);
        Weight = Values(outputs * inputs);
        Added = Values(n * outputs * p);
        GradY = Values(n * outputs * p);

        double[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (double)(float)((random.NextDouble() * 2) - 1))];
    }

    internal int N { get; }
    internal int Inputs { get; }
    internal int Outputs { get; }
    internal int P { get; }
    internal double[] X { get; }
    internal double[] Weight { get; }
    internal double[] Added { get; }
    internal double[] GradY { get; }

    /// <summary>
    /// Single values; pixels around every vector's width and every tile's (2 to 48), more than are transposed at once (256), channels around every
    /// tile's height (4 to 8), more inputs than are multiplied at once (64), and so many of all that shares of the weights' gradient are summed (over
    /// 512 KiB), and in two tasks (over 1,024 elements).
    /// </summary>
    internal static IEnumerable<PointwiseCase> Adversarial() =>
    [
        new(1, 1, 1, 1), new(3, 2, 3, 1), new(2, 3, 5, 2), new(2, 5, 4, 3), new(1, 7, 6, 5), new(2, 8, 8, 7), new(2, 9, 9, 8), new(3, 6, 7, 9),
        new(1, 16, 16, 15), new(2, 17, 12, 16), new(2, 12, 17, 17), new(1, 13, 24, 31), new(1, 24, 13, 32), new(2, 25, 26, 33), new(3, 32, 10, 47),
        new(3, 10, 32, 48), new(7, 46, 46, 49), new(2, 4, 3, 63), new(2, 3, 19, 64), new(1, 65, 20, 65), new(1, 64, 31, 96), new(2, 63, 18, 97),
        new(1, 129, 33, 50), new(1, 130, 5, 12), new(1, 5, 2, 1000), new(30, 11, 3, 49), new(3, 40, 41, 196),
        new(2, 7, 9, 257), new(1, 50, 4, 513), new(2, 20, 52, 1825),
    ];

    internal ShiftOracle.Sum[] Forward(bool withAdded) =>
        [.. from n in Range(N) from d in Range(Outputs) from k in Range(P)
            select Range(Inputs).Aggregate(
                new ShiftOracle.Sum(withAdded ? Added[Y(n, d, k)] : 0, 1), (sum, c) => sum.Plus(Weight[(d * Inputs) + c] * X[(((n * Inputs) + c) * P) + k]))];

    internal ShiftOracle.Sum[] GradX() =>
        [.. from n in Range(N) from c in Range(Inputs) from k in Range(P)
            select Range(Outputs).Aggregate(new ShiftOracle.Sum(0, 1), (sum, d) => sum.Plus(Weight[(d * Inputs) + c] * GradY[Y(n, d, k)]))];

    internal ShiftOracle.Sum[] GradWeight() =>
        [.. from d in Range(Outputs) from c in Range(Inputs)
            select (from n in Range(N) from k in Range(P) select (n, k)).Aggregate(
                new ShiftOracle.Sum(0, 1), (sum, at) => sum.Plus(GradY[Y(at.n, d, at.k)] * X[(((at.n * Inputs) + c) * P) + at.k]))];

    internal unsafe double[] RunForward<T>(int backend, bool withAdded = false, int threads = 1, Placement placement = Placement.AtEnd)
        where T : unmanaged, IFloatingPoint<T>
    {
        using GuardedBuffer<T> x = Fill<T>(X, placement), weight = Fill<T>(Weight, placement), added = Fill<T>(Added, placement);
        using GuardedBuffer<T> y = New<T>(Added.Length, placement);
        PointwiseShape shape = new(N, Inputs, Outputs, P, threads);
        T* a = withAdded ? added.Pointer : null;
        if (typeof(T) == typeof(float))
        {
            NativePointwise.Forward(shape, (float*)x.Pointer, (float*)weight.Pointer, (float*)a, (float*)y.Pointer, backend);
        }
        else
        {
            NativePointwise.Forward(shape, (double*)x.Pointer, (double*)weight.Pointer, (double*)a, (double*)y.Pointer, backend);
        }

        return Read(y);
    }

    internal unsafe (double[] GradX, double[] GradWeight) RunBackward<T>(
        int backend, int threads = 1, Placement placement = Placement.AtEnd, bool wantX = true, bool wantWeight = true)
        where T : unmanaged, IFloatingPoint<T>
    {
        using GuardedBuffer<T> x = Fill<T>(X, placement), weight = Fill<T>(Weight, placement), gradY = Fill<T>(GradY, placement);
        using GuardedBuffer<T> gradX = New<T>(X.Length, placement), gradWeight = New<T>(Weight.Length, placement);
        PointwiseShape shape = new(N, Inputs, Outputs, P, threads);
        T* gx = wantX ? gradX.Pointer : null;
        T* gw = wantWeight ? gradWeight.Pointer : null;
        if (typeof(T) == typeof(float))
        {
            NativePointwise.Backward(shape, (float*)gradY.Pointer, (float*)x.Pointer, (float*)weight.Pointer, (float*)gx, (float*)gw, backend);
        }
        else
        {
            NativePointwise.Backward(shape, (double*)gradY.Pointer, (double*)x.Pointer, (double*)weight.Pointer, (double*)gx, (double*)gw, backend);
        }

        return (wantX ? Read(gradX) : [], wantWeight ? Read(gradWeight) : []);
    }

    public override string ToString() => $"[{N},{Inputs},{P}] to {Outputs}";

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private int Y(int n, int d, int k) => (((n * Outputs) + d) * P) + k;
}
