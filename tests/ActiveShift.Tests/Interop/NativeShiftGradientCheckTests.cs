namespace ActiveShift.Tests.Interop;

/// <summary>The gradients are the derivatives of the forward pass: central differences in float64, on every version.</summary>
public class NativeShiftGradientCheckTests
{
    private const double Step = 1e-4;

    // The output is linear in x, and bilinear in the shifts between two integers: central differences have no truncation error.
    private const double Bound = 1e-8;

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Gradients_equal_central_differences(string backend)
    {
        int number = SupportedBackends.Number(backend);
        (double, double)[] shifts = [(0.3, -0.6), (-1.45, 2.2), (0.5, 0.5), (3.7, -4.4)];
        foreach ((int h, int w, int stride) in new[] { (5, 6, 1), (9, 11, 1), (7, 19, 2), (6, 8, 3) })
        {
            ShiftCase data = ShiftCase.Create(2, h, w, stride, shifts, seed: w);
            (double[] gradX, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<double>(data, number);
            Check(data, data.X, gradX, number, $"{backend} {data} x");
            Check(data, data.Alpha, gradAlpha, number, $"{backend} {data} alpha");
            Check(data, data.Beta, gradBeta, number, $"{backend} {data} beta");
        }
    }

    private static void Check(ShiftCase data, double[] parameter, double[] gradient, int number, string what)
    {
        double[] numerical = new double[parameter.Length];
        for (int k = 0; k < parameter.Length; k++)
        {
            double value = parameter[k];
            parameter[k] = value + Step;
            double above = Loss(data, number);
            parameter[k] = value - Step;
            double below = Loss(data, number);
            parameter[k] = value;
            numerical[k] = (above - below) / (2 * Step);
        }

        Tolerance.AssertClose(numerical, gradient, Bound, what);
    }

    private static double Loss(ShiftCase data, int number) =>
        ShiftRunner.Forward<double>(data, number).Zip(data.GradY, (y, g) => y * g).Sum();
}
