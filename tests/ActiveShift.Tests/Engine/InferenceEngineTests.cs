namespace ActiveShift.Tests.Engine;

public class InferenceEngineTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Versions => EngineVersions.Supported;

    [Theory]
    [MemberData(nameof(Versions))]
    public void Agrees_with_the_definition_on_networks_of_every_shape(string version)
    {
        for (int seed = 0; seed < 80; seed++)
        {
            var random = new Random(seed);
            var spec = RandomNetwork.Spec(random);
            var weights = RandomNetwork.Weights(spec, random);
            int count = 1 + seed % 2;
            float[] images = RandomNetwork.Images(spec, count, random);
            using var engine = new InferenceEngine(weights, EngineVersions.Float32(version));
            float[] logits = Run(engine, images, count, 1 + seed % 3);
            int size = images.Length / count;
            for (int n = 0; n < count; n++)
                AssertClose(ReferenceNetwork.Run(weights, images.AsSpan(n * size, size)), logits.AsSpan(n * spec.Classes, spec.Classes), Tolerance, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Agrees_with_the_definition_on_every_spatial_layer(string version)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(1000 + seed);
            var spec = RandomNetwork.Spec(random, Enum.GetValues<SpatialLayer>());
            var weights = RandomNetwork.Weights(spec, random);
            float[] image = RandomNetwork.Images(spec, 1, random);
            using var engine = new InferenceEngine(weights, EngineVersions.Float32(version));
            AssertClose(ReferenceNetwork.Run(weights, image), Run(engine, image, 1, 1 + seed % 3), Tolerance, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Agrees_with_the_definition_on_large_images_with_depthwise_convolutions(string version)
    {
        var random = new Random(17);
        var spec = NetworkSpec.AsResNet(18, classes: 11, height: 151, width: 203, spatial: SpatialLayer.DepthwiseBatchNorm);
        var weights = RandomNetwork.Weights(spec, random);
        float[] images = RandomNetwork.Images(spec, 1, random);
        using var engine = new InferenceEngine(weights, EngineVersions.Float32(version));
        double[] expected = ReferenceNetwork.Run(weights, images);
        foreach (int threads in (int[])[1, 3])
            AssertClose(expected, Run(engine, images, 1, threads), Tolerance, $"{threads} threads");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Agrees_with_the_definition_on_a_network_of_the_paper(string version)
    {
        var random = new Random(7);
        // Large enough for row bands with a ring of rows, and odd in every stage.
        var spec = NetworkSpec.AsResNet(18, classes: 1001, height: 151, width: 203);
        var weights = RandomNetwork.Weights(spec, random, farShifts: false);
        float[] images = RandomNetwork.Images(spec, 1, random);
        using var engine = new InferenceEngine(weights, EngineVersions.Float32(version));
        AssertClose(ReferenceNetwork.Run(weights, images), Run(engine, images, 1, 1), Tolerance, spec.ToString()!);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Gives_the_same_bits_for_any_number_of_threads_and_any_batch(string version)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var spec = seed == 0 ? NetworkSpec.AsResNet(24, height: 160, width: 144) : RandomNetwork.Spec(random);
            var weights = RandomNetwork.Weights(spec, random, farShifts: seed % 2 == 0);
            float[] images = RandomNetwork.Images(spec, 5, random);
            using var engine = new InferenceEngine(weights, EngineVersions.Float32(version));
            float[] expected = Run(engine, images, 5, 1);
            foreach (int threads in (int[])[2, 3, 4, 7])
            {
                for (int count = 0; count <= 5; count++)
                {
                    float[] logits = Run(engine, images[..(images.Length / 5 * count)], count, threads);
                    Assert.True(expected.AsSpan(0, count * spec.Classes).SequenceEqual(logits), $"seed {seed}, {threads} threads, {count} images");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Serves_many_callers_at_once(string version)
    {
        var random = new Random(3);
        var spec = NetworkSpec.AsNet(8, 12, 3, 10, 24, 20);
        float[] images = RandomNetwork.Images(spec, 16, random);
        using var engine = new InferenceEngine(RandomNetwork.Weights(spec, random), EngineVersions.Float32(version));
        float[] expected = Run(engine, images, 16, 1);
        int size = images.Length / 16;
        Parallel.For(0, 200, i =>
        {
            int n = i % 16;
            float[] logits = Run(engine, images[(n * size)..((n + 1) * size)], 1, 1 + i % 3);
            Assert.Equal(expected[(n * 10)..(n * 10 + 10)], logits);
        });
    }

    [Fact]
    public void Takes_memory_once()
    {
        var random = new Random(4);
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        float[] images = RandomNetwork.Images(spec, 2, random), logits = new float[20];
        using var engine = new InferenceEngine(RandomNetwork.Weights(spec, random));
        long compiled = engine.FootprintBytes;
        engine.Run(images, 2, logits, 2);
        long once = engine.FootprintBytes;
        engine.Run(images, 2, logits, 2);
        Assert.True(compiled >= spec.ParameterCount * sizeof(float) / 2 && once > compiled, $"{compiled}, then {once} bytes");
        Assert.Equal(once, engine.FootprintBytes);
    }

    [Fact]
    public void Rejects_wrong_sizes_by_name()
    {
        var random = new Random(5);
        var spec = NetworkSpec.AsNet(8, 4, 1, 10, 6, 5);
        using var engine = new InferenceEngine(RandomNetwork.Weights(spec, random));
        Assert.Equal("images", Assert.Throws<ArgumentException>(() => engine.Run(new float[89], 1, new float[10])).ParamName);
        Assert.Equal("logits", Assert.Throws<ArgumentException>(() => engine.Run(new float[90], 1, new float[11])).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => engine.Run([], -1, [])).ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => engine.Run([], 0, [], -1)).ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => engine.Run([], 0, [], 257)).ParamName);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Rejects_a_shift_that_is_not_finite(float shift)
    {
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        var weights = RandomNetwork.Weights(spec, new Random(6));
        var tensors = spec.Tensors.ToDictionary(t => t.Name, t => (ReadOnlyMemory<float>)weights[t.Name].ToArray());
        tensors["stages.1.blocks.0.shift.beta"] = Enumerable.Range(0, 8).Select(i => i == 5 ? shift : 0).ToArray();
        var error = Assert.Throws<ArgumentException>(() => new InferenceEngine(new NetworkWeights(spec, tensors)));
        Assert.Contains("'stages.1.blocks.0.shift.beta'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_so_when_used_after_disposal()
    {
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        var engine = new InferenceEngine(RandomNetwork.Weights(spec, new Random(8)));
        engine.Dispose();
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Run([], 0, []));
    }

    internal static float[] Run(InferenceEngine engine, float[] images, int count, int threads)
    {
        float[] logits = new float[count * engine.Spec.Classes];
        engine.Run(images, count, logits, threads);
        return logits;
    }

    internal static void AssertClose(double[] expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * largest, $"{what}: logit {i} is {actual[i]}, not {expected[i]}; the largest is {largest}");
    }
}
