namespace ActiveShift.Tests.Interop;

/// <summary>The oracles of batch normalisation and of the active shift, one after the other, with the activated tensor between them.</summary>
internal static class NormalizedShiftOracle
{
    /// <summary>y <c>[N, C, OutH, OutW]</c>.</summary>
    internal static double[] Forward(NormalizedShiftCase data)
    {
        Activate(data);
        return ShiftOracle.Forward(data.Shift);
    }

    internal static Gradients Backward(NormalizedShiftCase data)
    {
        Activate(data);
        (ShiftOracle.Sum[] alpha, ShiftOracle.Sum[] beta) = ShiftOracle.GradShift(data.Shift);
        ShiftOracle.GradX(data.Shift).CopyTo(data.Normalization.GradY, 0);
        for (int c = 0; c < data.Shift.C; c++)
        {
            if (!double.IsFinite(data.Shift.Alpha[c]) || !double.IsFinite(data.Shift.Beta[c]))
            {
                data.Normalization.ForEach(c, k => data.Normalization.GradY[k] = double.NaN);
            }
        }

        (double[] x, ShiftOracle.Sum[] weight, ShiftOracle.Sum[] bias) = BatchNormOracle.Backward(data.Normalization);
        return new(x, weight, bias, alpha, beta);
    }

    private static void Activate(NormalizedShiftCase data) => BatchNormOracle.Forward(data.Normalization).CopyTo(data.Shift.X, 0);

    internal sealed record Gradients(double[] X, ShiftOracle.Sum[] Weight, ShiftOracle.Sum[] Bias, ShiftOracle.Sum[] Alpha, ShiftOracle.Sum[] Beta);
}
