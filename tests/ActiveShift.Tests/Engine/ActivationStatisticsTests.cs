namespace ActiveShift.Tests.Engine;

public class ActivationStatisticsTests
{
    public static TheoryData<string> Versions => EngineVersions.Supported;

    [Theory]
    [MemberData(nameof(Versions))]
    public void Are_those_of_the_definition_on_networks_of_every_shape(string version)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var spec = RandomNetwork.Spec(random);
            var weights = RandomNetwork.Weights(spec, random);
            float[] images = RandomNetwork.Images(spec, 3, random);

            var measured = ActivationStatistics.Measure(weights, [images], threads: 2, version);

            var (largest, mean) = ReferenceStatistics.Measure(weights, images);
            AreNear(largest, measured.Largest, $"seed {seed}, largest");
            AreNear(mean, measured.Mean, $"seed {seed}, mean");
        }
    }

    [Fact]
    public void Have_the_same_bits_for_any_number_of_threads_and_any_items()
    {
        var random = new Random(4);
        var spec = RandomNetwork.Spec(random);
        var weights = RandomNetwork.Weights(spec, random);
        float[] images = RandomNetwork.Images(spec, 7, random);
        int size = images.Length / 7;
        var expected = ActivationStatistics.Measure(weights, [images], threads: 1);
        foreach (int threads in (int[])[0, 2, 3, 8])
        {
            foreach (int item in (int[])[1, 2, 7])
            {
                var measured = ActivationStatistics.Measure(
                    weights, images.Chunk(item * size).Select(chunk => (ReadOnlyMemory<float>)chunk), threads);
                Assert.Equal(expected.Largest.ToArray(), measured.Largest.ToArray());
                Assert.Equal(expected.Mean.ToArray(), measured.Mean.ToArray());
            }
        }
    }

    [Fact]
    public void One_buffer_serves_all_images()
    {
        var random = new Random(5);
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        var weights = RandomNetwork.Weights(spec, random);
        float[] images = RandomNetwork.Images(spec, 4, random);
        float[] buffer = new float[images.Length / 4];

        var measured = ActivationStatistics.Measure(weights, OneByOne());

        Assert.Equal(ActivationStatistics.Measure(weights, [images]).Mean.ToArray(), measured.Mean.ToArray());

        IEnumerable<ReadOnlyMemory<float>> OneByOne()
        {
            for (int i = 0; i < 4; i++)
            {
                images.AsSpan(i * buffer.Length, buffer.Length).CopyTo(buffer);
                yield return buffer;
            }
        }
    }

    [Fact]
    public void Kept_values_are_copied_and_checked()
    {
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        float[] largest = [.. Enumerable.Range(0, ActivationStatistics.LargestCount(spec)).Select(i => (float)i)];
        float[] mean = [.. Enumerable.Range(0, ActivationStatistics.MeanCount(spec)).Select(i => i / 2f)];
        var kept = new ActivationStatistics(spec, largest, mean);
        Assert.Equal(largest, kept.Largest.ToArray());
        Assert.Equal(mean, kept.Mean.ToArray());

        Assert.Contains($"largest has {largest.Length - 1} values; the network has {largest.Length}", Refused(largest[1..], mean), StringComparison.Ordinal);
        Assert.Contains($"mean has {mean.Length + 1} values; the network has {mean.Length}", Refused(largest, [.. mean, 1]), StringComparison.Ordinal);
        foreach (float bad in (float[])[-1, float.NaN, float.PositiveInfinity])
        {
            (largest[3], float was) = (bad, largest[3]);
            Assert.Contains(FormattableString.Invariant($"largest is {bad} at 3"), Refused(largest, mean), StringComparison.Ordinal);
            largest[3] = was;
            (mean[5], was) = (bad, mean[5]);
            Assert.Contains(FormattableString.Invariant($"mean is {bad} at 5"), Refused(largest, mean), StringComparison.Ordinal);
            mean[5] = was;
        }
        Assert.Equal(3, kept.Largest[3]);

        string Refused(float[] largest, float[] mean) => Assert.Throws<ArgumentException>(() => new ActivationStatistics(spec, largest, mean)).Message;
    }

    [Fact]
    public void Images_must_be_there_whole_and_finite()
    {
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        var weights = RandomNetwork.Weights(spec, new Random(1));
        const int size = 3 * 32 * 32;
        Assert.Contains("no images", Refused(), StringComparison.Ordinal);
        Assert.Contains("0 values", Refused([[]]), StringComparison.Ordinal);
        Assert.Contains($"{size - 1} values", Refused(new float[size], new float[size - 1]), StringComparison.Ordinal);
        float[] bad = new float[2 * size];
        bad[size + 100] = float.NaN;
        Assert.Contains("NaN at 100", Refused(bad), StringComparison.Ordinal);
        Array.Fill(bad, float.MaxValue);
        Assert.Contains("too large", Refused(bad), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("threads", () => ActivationStatistics.Measure(weights, [new float[size]], threads: 257));

        string Refused(params float[][] items) => Assert.Throws<ArgumentException>(
            () => ActivationStatistics.Measure(weights, items.Select(item => (ReadOnlyMemory<float>)item))).Message;
    }

    private static void AreNear(double[] expected, ReadOnlySpan<float> measured, string what)
    {
        Assert.Equal(expected.Length, measured.Length);
        double tolerance = 2e-5 * (1 + expected.Max());
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - measured[i]) <= tolerance, $"{what} at {i}: {measured[i]}, expected {expected[i]}");
    }
}
