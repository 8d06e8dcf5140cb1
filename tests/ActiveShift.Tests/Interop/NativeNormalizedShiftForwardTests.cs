using System.Numerics;

namespace ActiveShift.Tests.Interop;

public class NativeNormalizedShiftForwardTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definitions_in_double(string backend) => EqualsTheDefinitions<double>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definitions_in_float(string backend) => EqualsTheDefinitions<float>(backend);

    // The two operators by themselves are held against their own oracles; nothing may come out otherwise for being done in one.
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_two_operators_bit_for_bit(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach (NormalizedShiftCase data in NormalizedShiftCase.Adversarial().Concat(NormalizedShiftCase.LargePlanes()))
        {
            BatchNormResult activated = BatchNormRunner.Forward<float>(data.Normalization, number);
            activated.Y.CopyTo(data.Shift.X, 0);
            BatchNormResult actual = NormalizedShiftRunner.Forward<float>(data, number);
            Assert.Equal(ShiftRunner.Forward<float>(data.Shift, number), actual.Y);
            Assert.Equal(activated.Mean, actual.Mean);
            Assert.Equal(activated.InverseDeviation, actual.InverseDeviation);
            Assert.Equal(activated.RunningMean, actual.RunningMean);
            Assert.Equal(activated.RunningVariance, actual.RunningVariance);
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Training_goes_without_running_statistics(string backend)
    {
        NormalizedShiftCase data = NormalizedShiftCase.Create(3, 5, 6, 1, training: true, [(0.5, -0.25), (1, 0)]);
        BatchNormResult with = NormalizedShiftRunner.Forward<float>(data, SupportedBackends.Number(backend));
        BatchNormResult without = NormalizedShiftRunner.Forward<float>(data, SupportedBackends.Number(backend), hasRunning: false);
        Assert.Equal(with.Y, without.Y);
        Assert.Equal(data.Normalization.RunningMean, without.RunningMean);
    }

    private static void EqualsTheDefinitions<T>(string backend)
        where T : unmanaged, IFloatingPoint<T>
    {
        foreach (NormalizedShiftCase data in NormalizedShiftCase.Adversarial())
        {
            double[] expected = NormalizedShiftOracle.Forward(data);
            foreach (Placement placement in Enum.GetValues<Placement>())
            {
                BatchNormResult actual = NormalizedShiftRunner.Forward<T>(data, SupportedBackends.Number(backend), placement: placement);
                Tolerance.AssertClose(expected, actual.Y, Tolerance.Of<T>() * 10, $"{backend} {data} {placement} y");
            }
        }
    }
}
