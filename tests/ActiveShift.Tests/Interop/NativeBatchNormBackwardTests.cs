using System.Numerics;

namespace ActiveShift.Tests.Interop;

public class NativeBatchNormBackwardTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_chain_rule_in_double(string backend) => EqualsTheChainRule<double>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_chain_rule_in_float(string backend) => EqualsTheChainRule<float>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Gradients_of_the_parameters_alone_are_the_same_bit_for_bit(string backend)
    {
        foreach (BatchNormCase data in BatchNormCase.Adversarial())
        {
            (_, double[] weight, double[] bias) = BatchNormRunner.Backward<float>(data, SupportedBackends.Number(backend));
            (double[] none, double[] onlyWeight, double[] onlyBias) = BatchNormRunner.Backward<float>(data, SupportedBackends.Number(backend), wantX: false);
            Assert.Empty(none);
            Assert.Equal(weight, onlyWeight);
            Assert.Equal(bias, onlyBias);
        }
    }

    // A sign that backward computes otherwise than forward did would let a gradient through where the output is 0, or none where it is not.
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Gradient_passes_exactly_where_the_output_is_above_0(string backend)
    {
        BatchNormCase data = BatchNormCase.Create(4, 500, 19, training: false);
        Random random = new(1);
        for (int k = 0; k < data.X.Length; k++)
        {
            // Outputs within rounding of 0.
            int c = k / 19 % 500;
            double zero = data.RunningMean[c] - (data.Bias[c] * Math.Sqrt(data.RunningVariance[c]) / data.Weight[c]);
            data.X[k] = (float)(zero * (1 + (1e-7 * random.Next(-4, 5))));
            data.GradY[k] = 1;
        }

        double[] y = BatchNormRunner.Forward<float>(data, SupportedBackends.Number(backend)).Y;
        (double[] gradX, _, _) = BatchNormRunner.Backward<float>(data, SupportedBackends.Number(backend));
        Assert.Contains(y, v => v > 0);
        Assert.Contains(y, v => v == 0);
        Assert.Equal(y.Select(v => v > 0), gradX.Select(g => g != 0));
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Long_sums_of_floats_keep_their_precision(string backend)
    {
        // Equal terms are the worst case of a running sum: every addition errs in the same direction.
        BatchNormCase data = BatchNormCase.Create(3, 2, 90000);
        Array.Fill(data.GradY, (float)0.1);
        Array.Fill(data.Bias, 100);
        (_, double[] weight, double[] bias) = BatchNormRunner.Backward<float>(data, SupportedBackends.Number(backend));
        (_, ShiftOracle.Sum[] expectedWeight, ShiftOracle.Sum[] expectedBias) = BatchNormOracle.Backward(data);
        Tolerance.AssertClose(expectedWeight, weight, 1e-6, $"{backend} weight");
        Tolerance.AssertClose(expectedBias, bias, 1e-6, $"{backend} bias");
    }

    private static void EqualsTheChainRule<T>(string backend)
        where T : unmanaged, IFloatingPoint<T>
    {
        foreach (BatchNormCase data in BatchNormCase.Adversarial())
        {
            // A single value: its deviation is epsilon's, 1 / 316.
            double tolerance = Tolerance.Of<T>() * (data.Training && data.N * data.P <= 2 ? 1000 : 3);
            (double[] x, ShiftOracle.Sum[] weight, ShiftOracle.Sum[] bias) = BatchNormOracle.Backward(data);
            foreach (Placement placement in Enum.GetValues<Placement>())
            {
                (double[] gradX, double[] gradWeight, double[] gradBias) =
                    BatchNormRunner.Backward<T>(data, SupportedBackends.Number(backend), placement: placement);
                Tolerance.AssertClose(x, gradX, tolerance, $"{backend} {data} {placement} x");
                Tolerance.AssertClose(weight, gradWeight, tolerance, $"{backend} {data} {placement} weight");
                Tolerance.AssertClose(bias, gradBias, tolerance, $"{backend} {data} {placement} bias");
            }
        }
    }
}
