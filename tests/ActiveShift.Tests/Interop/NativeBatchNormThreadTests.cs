namespace ActiveShift.Tests.Interop;

public class NativeBatchNormThreadTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Results_are_the_same_bits_for_any_number_of_threads(string backend)
    {
        int number = SupportedBackends.Number(backend);
        // Large enough to be cut into several tasks of 128 KiB, of one channel and of several.
        foreach (BatchNormCase data in new[] { BatchNormCase.Create(20, 7, 1000), BatchNormCase.Create(40, 61, 49), BatchNormCase.Create(9, 33, 196, training: false) })
        {
            BatchNormResult forward = BatchNormRunner.Forward<float>(data, number);
            (double[] gradX, double[] gradWeight, double[] gradBias) = BatchNormRunner.Backward<float>(data, number);
            foreach (int threads in new[] { 2, 3, 8 })
            {
                BatchNormResult other = BatchNormRunner.Forward<float>(data, number, threads);
                Assert.Equal(forward.Y, other.Y);
                Assert.Equal(forward.RunningMean, other.RunningMean);
                Assert.Equal(forward.RunningVariance, other.RunningVariance);
                (double[] x, double[] weight, double[] bias) = BatchNormRunner.Backward<float>(data, number, threads);
                Assert.Equal(gradX, x);
                Assert.Equal(gradWeight, weight);
                Assert.Equal(gradBias, bias);
            }
        }
    }
}
