namespace ActiveShift.Tests.Interop;

public class NativeNormalizedShiftThreadTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Results_are_the_same_bits_for_any_number_of_threads(string backend)
    {
        int number = SupportedBackends.Number(backend);
        // Large enough to be cut into several tasks of 128 KiB, of one channel and of several.
        (double, double)[] shifts = [.. Enumerable.Range(0, 37).Select(c => ((c * 0.11) - 2, 2 - (c * 0.09)))];
        foreach (NormalizedShiftCase data in new[]
        {
            NormalizedShiftCase.Create(9, 32, 32, 1, true, shifts), NormalizedShiftCase.Create(23, 7, 7, 1, true, shifts),
            NormalizedShiftCase.Create(5, 29, 31, 2, false, shifts), NormalizedShiftCase.Create(2, 50, 50, 3, true, shifts),
        })
        {
            BatchNormResult forward = NormalizedShiftRunner.Forward<float>(data, number);
            NormalizedShiftGradients gradients = NormalizedShiftRunner.Backward<float>(data, number);
            NormalizedShiftGradients parameters = NormalizedShiftRunner.Backward<float>(data, number, wantX: false);
            foreach (int threads in new[] { 2, 5, 64 })
            {
                BatchNormResult other = NormalizedShiftRunner.Forward<float>(data, number, threads);
                Assert.Equal(forward.Y, other.Y);
                Assert.Equal(forward.RunningMean, other.RunningMean);
                Assert.Equal(forward.RunningVariance, other.RunningVariance);
                AssertEqual(gradients, NormalizedShiftRunner.Backward<float>(data, number, threads));
                AssertEqual(parameters, NormalizedShiftRunner.Backward<float>(data, number, threads, wantX: false));
            }
        }
    }

    private static void AssertEqual(NormalizedShiftGradients expected, NormalizedShiftGradients actual)
    {
        Assert.Equal(expected.X, actual.X);
        Assert.Equal(expected.Weight, actual.Weight);
        Assert.Equal(expected.Bias, actual.Bias);
        Assert.Equal(expected.Alpha, actual.Alpha);
        Assert.Equal(expected.Beta, actual.Beta);
    }
}
