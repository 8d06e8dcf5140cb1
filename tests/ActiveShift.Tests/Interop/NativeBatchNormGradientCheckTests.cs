namespace ActiveShift.Tests.Interop;

/// <summary>The gradients are the derivatives of the forward pass: central differences in float64, on every version.</summary>
public class NativeBatchNormGradientCheckTests
{
    private const double Step = 1e-6;
    private const double Bound = 1e-7;

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Gradients_equal_central_differences(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach (bool training in new[] { true, false })
        {
            BatchNormCase data = BatchNormCase.Create(3, 2, 19, training);
            (double[] gradX, double[] gradWeight, double[] gradBias) = BatchNormRunner.Backward<double>(data, number);
            Check(data, data.X, gradX, number, $"{backend} {data} x");
            Check(data, data.Weight, gradWeight, number, $"{backend} {data} weight");
            Check(data, data.Bias, gradBias, number, $"{backend} {data} bias");
        }
    }

    private static void Check(BatchNormCase data, double[] parameter, double[] gradient, int number, string what)
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

    private static double Loss(BatchNormCase data, int number) =>
        BatchNormRunner.Forward<double>(data, number).Y.Zip(data.GradY, (y, g) => y * g).Sum();
}
