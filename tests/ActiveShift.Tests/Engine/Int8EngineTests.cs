namespace ActiveShift.Tests.Engine;

public class Int8EngineTests
{
    /// <summary>Length of the error over the length of the logits, for networks of random weights: a bound found by trial, a third above the worst.</summary>
    private const double Tolerance = 0.045;

    public static TheoryData<string> Versions => EngineVersions.Supported;

    [Theory]
    [MemberData(nameof(Versions))]
    public void Stays_near_the_definition_on_networks_of_every_shape(string version)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var spec = RandomNetwork.Spec(random);
            var weights = RandomNetwork.Weights(spec, random);
            float[] images = RandomNetwork.Images(spec, 2, random);
            using var engine = new InferenceEngine(weights, EngineVersions.Int8(version, weights, images));
            float[] logits = InferenceEngineTests.Run(engine, images, 2, 1 + seed % 3);
            int size = images.Length / 2;
            double error = RelativeError(
                [.. ReferenceNetwork.Run(weights, images.AsSpan(0, size)), .. ReferenceNetwork.Run(weights, images.AsSpan(size, size))], logits);
            Assert.True(error <= Tolerance, $"seed {seed}: {error}");
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Stays_near_float32_on_images_it_was_not_calibrated_with(string version)
    {
        var random = new Random(11);
        var spec = NetworkSpec.AsResNet(18, classes: 101, height: 151, width: 203);
        var weights = RandomNetwork.Weights(spec, random, farShifts: false);
        float[] images = RandomNetwork.Images(spec, 3, random);
        using var exact = new InferenceEngine(weights, EngineVersions.Float32(version));
        using var engine = new InferenceEngine(weights, EngineVersions.Int8(version, weights, RandomNetwork.Images(spec, 2, random)));
        double error = RelativeError([.. InferenceEngineTests.Run(exact, images, 3, 2)], InferenceEngineTests.Run(engine, images, 3, 2));
        Assert.True(error <= Tolerance / 2, $"{error}");
        // The engine in C# holds its bytes as floats.
        Assert.True(version == "managed" || engine.FootprintBytes < exact.FootprintBytes);
        Assert.Equal(EnginePrecision.Int8, engine.Precision);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Gives_the_same_bits_for_any_number_of_threads_and_any_batch(string version)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            var spec = seed == 0 ? NetworkSpec.AsResNet(24, height: 160, width: 144) : RandomNetwork.Spec(random);
            var weights = RandomNetwork.Weights(spec, random, farShifts: seed % 2 == 0);
            float[] images = RandomNetwork.Images(spec, 5, random);
            using var engine = new InferenceEngine(weights, EngineVersions.Int8(version, weights, images));
            float[] expected = InferenceEngineTests.Run(engine, images, 5, 1);
            foreach (int threads in (int[])[2, 3, 7])
            {
                for (int count = 0; count <= 5; count++)
                {
                    float[] logits = InferenceEngineTests.Run(engine, images[..(images.Length / 5 * count)], count, threads);
                    Assert.True(expected.AsSpan(0, count * spec.Classes).SequenceEqual(logits), $"seed {seed}, {threads} threads, {count} images");
                }
            }
        }
    }

    [Theory]
    [InlineData(SpatialLayer.Depthwise)]
    [InlineData(SpatialLayer.DepthwiseBatchNorm)]
    public void Refuses_depthwise_convolutions_by_name(SpatialLayer layer)
    {
        var spec = NetworkSpec.AsNet(8, 4, 1, 10, spatial: layer);
        var weights = RandomNetwork.Weights(spec, new Random(1));
        var error = Assert.Throws<ArgumentException>(() => new InferenceEngine(weights, new EngineOptions { Precision = EnginePrecision.Int8 }));
        Assert.Contains($"{layer} blocks", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => ActivationStatistics.Measure(weights, [new float[3 * 32 * 32]]));
        Assert.Contains($"{layer} blocks", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_the_statistics_of_its_network()
    {
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        var weights = RandomNetwork.Weights(spec, new Random(1));
        Assert.Contains("ActivationStatistics is null", Refused(null), StringComparison.Ordinal);

        // As many channels in all, but no such network.
        var other = NetworkSpec.AsNet(8, 4, 2, 10);
        int largest = ActivationStatistics.LargestCount(other), mean = ActivationStatistics.MeanCount(other);
        string message = Refused(new ActivationStatistics(other, new float[largest], new float[mean]));
        Assert.Contains($"{largest} largest values and {mean} means", message, StringComparison.Ordinal);
        Assert.Contains($"{ActivationStatistics.LargestCount(spec)} and {ActivationStatistics.MeanCount(spec)}", message, StringComparison.Ordinal);

        string Refused(ActivationStatistics? statistics) => Assert.Throws<ArgumentException>(() => new InferenceEngine(
            weights, new EngineOptions { Precision = EnginePrecision.Int8, ActivationStatistics = statistics })).Message;
    }

    /// <summary>Statistics may come from a file: whatever they say, the engine must run to its end and give numbers.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Absurd_statistics_give_finite_logits(string version)
    {
        var random = new Random(3);
        var spec = NetworkSpec.AsNet(8, 5, 2, 10, height: 9, width: 7);
        var weights = RandomNetwork.Weights(spec, random);
        float[] images = RandomNetwork.Images(spec, 2, random);
        float[] absurd = [0, float.Epsilon, 1e-30f, 1, 1e30f, float.MaxValue];
        for (int round = 0; round < 50; round++)
        {
            var options = new EngineOptions
            {
                Version = version,
                Precision = EnginePrecision.Int8,
                ActivationStatistics = new ActivationStatistics(
                    spec, Values(ActivationStatistics.LargestCount(spec)), Values(ActivationStatistics.MeanCount(spec))),
            };
            using var engine = new InferenceEngine(weights, options);
            Assert.All(InferenceEngineTests.Run(engine, images, 2, 1), logit => Assert.True(float.IsFinite(logit), $"round {round}: {logit}"));

            float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => round < absurd.Length ? absurd[round] : absurd[random.Next(absurd.Length)])];
        }
    }

    private static double RelativeError(double[] expected, float[] actual)
    {
        double error = 0, length = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            error += (expected[i] - actual[i]) * (expected[i] - actual[i]);
            length += expected[i] * expected[i];
        }
        return Math.Sqrt(error / length);
    }
}
