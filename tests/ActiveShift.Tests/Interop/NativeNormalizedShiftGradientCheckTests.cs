namespace ActiveShift.Tests.Interop;

/// <summary>The gradients are the derivatives of the forward pass: central differences in float64, on every version.</summary>
public class NativeNormalizedShiftGradientCheckTests
{
    private const double Step = 1e-6;
    private const double Bound = 1e-6;

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Gradients_equal_central_differences(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach (bool training in new[] { true, false })
        {
            foreach (int stride in new[] { 1, 2 })
            {
                NormalizedShiftCase data = NormalizedShiftCase.Create(3, 4, 5, stride, training, [(0.3, -0.7), (-1.4, 0.6)]);
                NormalizedShiftGradients gradients = NormalizedShiftRunner.Backward<double>(data, number);
                Check(data, data.Normalization.X, gradients.X, number, $"{backend} {data} x");
                Check(data, data.Normalization.Weight, gradients.Weight, number, $"{backend} {data} weight");
                Check(data, data.Normalization.Bias, gradients.Bias, number, $"{backend} {data} bias");
                Check(data, data.Shift.Alpha, gradients.Alpha, number, $"{backend} {data} alpha");
                Check(data, data.Shift.Beta, gradients.Beta, number, $"{backend} {data} beta");
            }
        }
    }

    private static void Check(NormalizedShiftCase data, double[] parameter, double[] gradient, int number, string what)
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

    private static double Loss(NormalizedShiftCase data, int number) =>
        NormalizedShiftRunner.Forward<double>(data, number).Y.Zip(data.Shift.GradY, (y, g) => y * g).Sum();
}
