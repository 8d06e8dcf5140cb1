using System.Numerics;

namespace ActiveShift.Tests.Interop;

public class NativeBatchNormForwardTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definition_in_double(string backend) => EqualsTheDefinition<double>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definition_in_float(string backend) => EqualsTheDefinition<float>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Training_goes_without_running_statistics(string backend)
    {
        BatchNormCase data = BatchNormCase.Create(3, 4, 21);
        BatchNormResult with = BatchNormRunner.Forward<float>(data, SupportedBackends.Number(backend));
        BatchNormResult without = BatchNormRunner.Forward<float>(data, SupportedBackends.Number(backend), hasRunning: false);
        Assert.Equal(with.Y, without.Y);
        Assert.Equal(data.RunningMean, without.RunningMean);
        Assert.Equal(data.RunningVariance, without.RunningVariance);
    }

    // Images far apart: whatever the sums are taken about, it must not be the first image's mean alone.
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Variance_keeps_its_digits_beside_a_first_image_far_off(string backend)
    {
        BatchNormCase data = BatchNormCase.Create(400, 1, 36);
        for (int k = 0; k < 36; k++)
        {
            data.X[k] = -3000;
        }

        AssertDeviation(data, backend, 1e-6);
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Variance_keeps_its_digits_beside_a_large_mean(string backend)
    {
        BatchNormCase data = BatchNormCase.Create(20, 2, 100);
        for (int k = 0; k < data.X.Length; k++)
        {
            data.X[k] = (float)(5000 + data.X[k]);
        }

        AssertDeviation(data, backend, 1e-6);
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void NaN_stays_in_its_channel(string backend)
    {
        BatchNormCase data = BatchNormCase.Create(2, 3, 19);
        data.X[19 + 5] = double.NaN;
        BatchNormResult result = BatchNormRunner.Forward<float>(data, SupportedBackends.Number(backend));
        for (int k = 0; k < data.X.Length; k++)
        {
            Assert.Equal(k / 19 % 3 == 1, double.IsNaN(result.Y[k]));
        }

        Assert.Equal([false, true, false], result.RunningVariance.Select(double.IsNaN));
    }

    private static void AssertDeviation(BatchNormCase data, string backend, double tolerance)
    {
        BatchNormResult result = BatchNormRunner.Forward<float>(data, SupportedBackends.Number(backend));
        for (int c = 0; c < data.C; c++)
        {
            double expected = 1 / Math.Sqrt(BatchNormOracle.Moments(data, c).Variance + data.Shape.Epsilon);
            Assert.True(Math.Abs((result.InverseDeviation[c] / expected) - 1) < tolerance, $"{backend}: {result.InverseDeviation[c]} against {expected}");
        }
    }

    private static void EqualsTheDefinition<T>(string backend)
        where T : unmanaged, IFloatingPoint<T>
    {
        foreach (BatchNormCase data in BatchNormCase.Adversarial())
        {
            double[] expected = BatchNormOracle.Forward(data);
            (double[] mean, double[] variance) = BatchNormOracle.Running(data);
            // Where all values of a channel are equal but for rounding, the deviation is epsilon's and magnifies what rounding there is.
            double tolerance = Tolerance.Of<T>() * (data.Training && data.N * data.P == 1 ? 300 : 3);
            foreach (Placement placement in Enum.GetValues<Placement>())
            {
                BatchNormResult actual = BatchNormRunner.Forward<T>(data, SupportedBackends.Number(backend), placement: placement);
                Tolerance.AssertClose(expected, actual.Y, tolerance, $"{backend} {data} {placement} y");
                Tolerance.AssertClose(mean, actual.RunningMean, Tolerance.Of<T>(), $"{backend} {data} {placement} running mean");
                Tolerance.AssertClose(variance, actual.RunningVariance, Tolerance.Of<T>(), $"{backend} {data} {placement} running variance");
            }
        }
    }
}
