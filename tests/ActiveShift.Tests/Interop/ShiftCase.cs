using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

/// <summary>One input of the active shift with a gradient of its output; the values are exact in float32.</summary>
internal sealed class ShiftCase
{
    private ShiftCase(int n, int c, int h, int w, int stride, double[] alpha, double[] beta)
    {
        (N, C, H, W, Stride, Alpha, Beta) = (n, c, h, w, stride, alpha, beta);
        Shape = new ShiftShape(n, c, h, w, stride, 1);
        (OutH, OutW) = ((int)Shape.OutH, (int)Shape.OutW);
        X = new double[n * c * h * w];
        GradY = new double[OutputCount];
    }

    internal int N { get; }
    internal int C { get; }
    internal int H { get; }
    internal int W { get; }
    internal int Stride { get; }
    internal int OutH { get; }
    internal int OutW { get; }
    internal ShiftShape Shape { get; }
    internal double[] Alpha { get; }
    internal double[] Beta { get; }
    internal double[] X { get; }
    internal double[] GradY { get; }
    internal int OutputCount => N * C * OutH * OutW;

    /// <summary>Random values in [-1, 1) and the given shifts, one pair per channel.</summary>
    internal static ShiftCase Create(int n, int h, int w, int stride, IReadOnlyList<(double Alpha, double Beta)> shifts, int seed = 1)
    {
        double[] alpha = [.. shifts.Select(s => (double)(float)s.Alpha)];
        double[] beta = [.. shifts.Select(s => (double)(float)s.Beta)];
        ShiftCase data = new(n, shifts.Count, h, w, stride, alpha, beta);
        Random random = new(seed);
        foreach (double[] values in new[] { data.X, data.GradY })
        {
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = (float)((random.NextDouble() * 2) - 1);
            }
        }

        return data;
    }

    internal bool IsInside(double row, double column) => row >= 0 && row < H && column >= 0 && column < W;

    internal int InputIndex(int plane, double row, double column) => (((plane * H) + (int)row) * W) + (int)column;

    internal int OutputIndex(int plane, int i, int j) => (((plane * OutH) + i) * OutW) + j;

    /// <summary>Calls back with (plane, channel, row, column, index) for every element of the output.</summary>
    internal void ForEachOutput(Action<int, int, int, int, int> visit)
    {
        for (int plane = 0; plane < N * C; plane++)
        {
            for (int i = 0; i < OutH; i++)
            {
                for (int j = 0; j < OutW; j++)
                {
                    visit(plane, plane % C, i, j, OutputIndex(plane, i, j));
                }
            }
        }
    }

    public override string ToString() => $"[{N},{C},{H},{W}] stride {Stride}";
}
