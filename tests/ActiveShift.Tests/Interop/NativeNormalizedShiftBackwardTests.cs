using System.Numerics;

namespace ActiveShift.Tests.Interop;

public class NativeNormalizedShiftBackwardTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_chain_rule_in_double(string backend) => EqualsTheChainRule<double>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_chain_rule_in_float(string backend) => EqualsTheChainRule<float>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_two_operators_bit_for_bit(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach (NormalizedShiftCase data in NormalizedShiftCase.Adversarial().Concat(NormalizedShiftCase.LargePlanes()))
        {
            BatchNormRunner.Forward<float>(data.Normalization, number).Y.CopyTo(data.Shift.X, 0);
            (double[] gradActivated, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<float>(data.Shift, number);
            gradActivated.CopyTo(data.Normalization.GradY, 0);
            (double[] gradX, double[] gradWeight, double[] gradBias) = BatchNormRunner.Backward<float>(data.Normalization, number);
            NormalizedShiftGradients actual = NormalizedShiftRunner.Backward<float>(data, number);
            Assert.Equal(gradX, actual.X);
            Assert.Equal(gradWeight, actual.Weight);
            Assert.Equal(gradBias, actual.Bias);
            Assert.Equal(gradAlpha, actual.Alpha);
            Assert.Equal(gradBeta, actual.Beta);
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Gradients_that_are_not_wanted_leave_the_others_bit_for_bit(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach (NormalizedShiftCase data in NormalizedShiftCase.Adversarial())
        {
            NormalizedShiftGradients all = NormalizedShiftRunner.Backward<float>(data, number);
            NormalizedShiftGradients noX = NormalizedShiftRunner.Backward<float>(data, number, wantX: false);
            NormalizedShiftGradients noShifts = NormalizedShiftRunner.Backward<float>(data, number, wantShifts: false);
            Assert.Empty(noX.X);
            Assert.Empty(noShifts.Alpha);
            Assert.Equal(all.X, noShifts.X);
            Assert.Equal(all.Alpha, noX.Alpha);
            Assert.Equal(all.Beta, noX.Beta);
            Assert.Equal((all.Weight, all.Bias), (noX.Weight, noX.Bias), Equal);
            Assert.Equal((all.Weight, all.Bias), (noShifts.Weight, noShifts.Bias), Equal);
        }

        static bool Equal((double[] Weight, double[] Bias) a, (double[] Weight, double[] Bias) b) => a.Weight.SequenceEqual(b.Weight) && a.Bias.SequenceEqual(b.Bias);
    }

    private static void EqualsTheChainRule<T>(string backend)
        where T : unmanaged, IFloatingPoint<T>
    {
        foreach (NormalizedShiftCase data in NormalizedShiftCase.Adversarial())
        {
            NormalizedShiftOracle.Gradients expected = NormalizedShiftOracle.Backward(data);
            double tolerance = Tolerance.Of<T>() * 30;
            foreach (Placement placement in Enum.GetValues<Placement>())
            {
                NormalizedShiftGradients actual = NormalizedShiftRunner.Backward<T>(data, SupportedBackends.Number(backend), placement: placement);
                string what = $"{backend} {data} {placement}";
                Tolerance.AssertClose(expected.X, actual.X, tolerance, $"{what} x");
                Tolerance.AssertClose(expected.Weight, actual.Weight, tolerance, $"{what} weight");
                Tolerance.AssertClose(expected.Bias, actual.Bias, tolerance, $"{what} bias");
                Finite(data, expected.Alpha, actual.Alpha, tolerance, $"{what} alpha");
                Finite(data, expected.Beta, actual.Beta, tolerance, $"{what} beta");
            }
        }
    }

    /// <summary>The oracle knows no gradient of a shift that is not finite; the operator's is NaN.</summary>
    private static void Finite(NormalizedShiftCase data, ShiftOracle.Sum[] expected, double[] actual, double tolerance, string what)
    {
        bool[] finite = [.. data.Shift.Alpha.Zip(data.Shift.Beta, (a, b) => double.IsFinite(a) && double.IsFinite(b))];
        Tolerance.AssertClose([.. expected.Where((_, c) => finite[c])], [.. actual.Where((_, c) => finite[c])], tolerance, what);
        Assert.All(actual.Where((_, c) => !finite[c]), value => Assert.Equal(double.NaN, value));
    }
}
