namespace ActiveShift.Tests.Interop;

/// <summary>
/// The active shift in float64, straight from its definition (equation 5 of the paper): four neighbours, reads outside the image
/// are 0, and at an integer shift the second neighbour takes no part. Knows nothing of the native library's code.
/// </summary>
internal static class ShiftOracle
{
    /// <summary>y <c>[N, C, OutH, OutW]</c>.</summary>
    internal static double[] Forward(ShiftCase data)
    {
        double[] y = new double[data.OutputCount];
        data.ForEachOutput((plane, c, i, j, index) =>
        {
            double sum = 0;
            ForEachNeighbour(data, c, i, j, (row, column, weight) =>
            {
                if (data.IsInside(row, column))
                {
                    sum += weight * data.X[data.InputIndex(plane, row, column)];
                }
            });
            y[index] = double.IsFinite(data.Alpha[c]) && double.IsFinite(data.Beta[c]) ? sum : double.NaN;
        });
        return y;
    }

    /// <summary>The transpose of <see cref="Forward"/> applied to grad_y, <c>[N, C, H, W]</c>.</summary>
    internal static double[] GradX(ShiftCase data)
    {
        double[] gradX = new double[data.X.Length];
        data.ForEachOutput((plane, c, i, j, index) => ForEachNeighbour(data, c, i, j, (row, column, weight) =>
        {
            if (data.IsInside(row, column))
            {
                gradX[data.InputIndex(plane, row, column)] += weight * data.GradY[index];
            }
        }));
        return gradX;
    }

    /// <summary>Gradients to alpha and beta, <c>[C]</c> each, right-hand at integer shifts.</summary>
    internal static (Sum[] Alpha, Sum[] Beta) GradShift(ShiftCase data)
    {
        Sum[] alpha = new Sum[data.C];
        Sum[] beta = new Sum[data.C];
        data.ForEachOutput((plane, c, i, j, index) =>
        {
            double floorA = Math.Floor(data.Alpha[c]), floorB = Math.Floor(data.Beta[c]);
            double da = data.Alpha[c] - floorA, db = data.Beta[c] - floorB;
            double row = (i * data.Stride) + floorB, column = (j * data.Stride) + floorA;
            double Q(int r, int k) => data.IsInside(row + r, column + k) ? data.X[data.InputIndex(plane, row + r, column + k)] : 0;
            double g = data.GradY[index];
            alpha[c] = alpha[c].Plus(Term(1 - db, g, Q(0, 1) - Q(0, 0))).Plus(Term(db, g, Q(1, 1) - Q(1, 0)));
            beta[c] = beta[c].Plus(Term(1 - da, g, Q(1, 0) - Q(0, 0))).Plus(Term(da, g, Q(1, 1) - Q(0, 1)));
        });
        return (alpha, beta);
    }

    /// <summary>The neighbours of one output element that take part, inside the image or not.</summary>
    internal static void ForEachNeighbour(ShiftCase data, int c, int i, int j, Action<double, double, double> visit)
    {
        double floorA = Math.Floor(data.Alpha[c]), floorB = Math.Floor(data.Beta[c]);
        double da = data.Alpha[c] - floorA, db = data.Beta[c] - floorB;
        for (int r = 0; r < (db == 0 ? 1 : 2); r++)
        {
            for (int k = 0; k < (da == 0 ? 1 : 2); k++)
            {
                visit((i * data.Stride) + floorB + r, (j * data.Stride) + floorA + k, (r == 0 ? 1 - db : db) * (k == 0 ? 1 - da : da));
            }
        }
    }

    private static double Term(double weight, double g, double difference) => weight == 0 ? 0 : weight * g * difference;

    /// <summary>A sum with the sum of its terms' magnitudes, the scale that its rounding error is measured by.</summary>
    internal readonly record struct Sum(double Value, double Magnitude)
    {
        internal Sum Plus(double term) => new(Value + term, Magnitude + Math.Abs(term));
    }
}
