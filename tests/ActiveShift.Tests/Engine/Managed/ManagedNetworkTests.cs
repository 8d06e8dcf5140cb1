using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using ActiveShift.Engine;

namespace ActiveShift.Tests.Engine.Managed;

/// <summary>
/// The engine in C# against the native one, to the bit: both sum in the same order, and both fuse multiplication and
/// addition where the processor does. What each of them gives is held against the definition by the tests of every
/// version.
/// </summary>
public sealed class ManagedNetworkTests
{
    private const string NoPeer = "This processor runs no native version that does the same arithmetic.";

    [Theory]
    [InlineData("avx512")]
    [InlineData("avx2")]
    [InlineData("neon")]
    public void Gives_the_bits_of_the_native_engine(string version)
    {
        Assert.SkipUnless(Fuses && CanRun(version), NoPeer);
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(4000 + seed);
            SpatialLayer[] layers = seed % 2 == 0 ? [] : Enum.GetValues<SpatialLayer>();
            var spec = RandomNetwork.Spec(random, layers);
            AreEqual(RandomNetwork.Weights(spec, random), EngineVersions.Float32, version, random, $"seed {seed}");
        }
    }

    /// <summary>Rows in bands with a ring, and odd in every stage.</summary>
    [Theory]
    [InlineData("avx512")]
    [InlineData("avx2")]
    [InlineData("neon")]
    public void Gives_the_bits_of_the_native_engine_on_large_images(string version)
    {
        Assert.SkipUnless(Fuses && CanRun(version), NoPeer);
        var random = new Random(5);
        var spec = NetworkSpec.AsResNet(18, classes: 101, height: 151, width: 203);
        var weights = RandomNetwork.Weights(spec, random, farShifts: false);
        AreEqual(weights, EngineVersions.Float32, version, random, "large");
    }

    /// <summary>Only there do the native weights have 8 bits and the sums that follow a fused addition.</summary>
    [Fact]
    public void Gives_the_bits_of_the_native_engine_in_8_bits()
    {
        const string version = "avx512vnni";
        Assert.SkipUnless(Fuses && CanRun(version), NoPeer);
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(6000 + seed);
            var spec = seed == 0 ? NetworkSpec.AsResNet(70, 11, height: 75, width: 101) : RandomNetwork.Spec(random);
            var weights = RandomNetwork.Weights(spec, random);
            float[] images = RandomNetwork.Images(spec, 2, random);
            var statistics = ActivationStatistics.Measure(weights, [images], threads: 1, version);
            AreEqual(weights, Int8, version, random, $"seed {seed}");

            EngineOptions Int8(string name) =>
                new() { Version = name, Precision = EnginePrecision.Int8, ActivationStatistics = statistics };
        }
    }

    [Theory]
    [InlineData("avx512")]
    [InlineData("avx2")]
    [InlineData("neon")]
    public void Takes_the_statistics_of_the_native_engine(string version)
    {
        Assert.SkipUnless(Fuses && CanRun(version), NoPeer);
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(7000 + seed);
            var spec = RandomNetwork.Spec(random);
            var weights = RandomNetwork.Weights(spec, random);
            float[] images = RandomNetwork.Images(spec, 5, random);
            var expected = ActivationStatistics.Measure(weights, [images], threads: 1, version);
            var measured = ActivationStatistics.Measure(
                weights, [images], threads: 1 + (seed % 3), EngineVersion.Managed.Name);
            Assert.Equal(expected.Largest.ToArray(), measured.Largest.ToArray());
            Assert.Equal(expected.Mean.ToArray(), measured.Mean.ToArray());
        }
    }

    [Fact]
    public void Takes_memory_once_and_says_how_much()
    {
        var random = new Random(9);
        var spec = NetworkSpec.AsNet(8, 4, 1, 10);
        float[] images = RandomNetwork.Images(spec, 2, random);
        using var engine = Compile(RandomNetwork.Weights(spec, random));
        long compiled = engine.FootprintBytes;
        InferenceEngineTests.Run(engine, images, 2, 2);
        long once = engine.FootprintBytes;
        InferenceEngineTests.Run(engine, images, 2, 2);
        Assert.True(
            compiled >= spec.ParameterCount * sizeof(float) && once > compiled, $"{compiled}, then {once} bytes");
        Assert.Equal(once, engine.FootprintBytes);
    }

    [Fact]
    public void A_network_beyond_the_memory_says_so()
    {
        var block = new BlockSpec(4096, 4096, 4096, 1);
        var spec = new NetworkSpec(1, 16384, 16384, new StemSpec(4096, 1), [[block]], 2);
        var tensors = spec.Tensors.ToDictionary(t => t.Name, t => (ReadOnlyMemory<float>)new float[t.Count]);
        using var engine = Compile(new NetworkWeights(spec, tensors));
        float[] image = new float[16384 * 16384];
        var error = Assert.Throws<InsufficientMemoryException>(() => engine.Run(image, 1, new float[2], 1));
        Assert.Contains("There is no memory for", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Whether .NET fuses multiplication and addition on this processor.</summary>
    private static bool Fuses => Fma.IsSupported || AdvSimd.IsSupported;

    private static bool CanRun(string version) => EngineVersion.Table.Any(v => v.Name == version && v.IsSupported);

    private static InferenceEngine Compile(NetworkWeights weights) =>
        new(weights, EngineVersions.Float32(EngineVersion.Managed.Name));

    private static void AreEqual(
        NetworkWeights weights, Func<string, EngineOptions> options, string version, Random random, string what)
    {
        float[] images = RandomNetwork.Images(weights.Spec, 3, random);
        using var native = new InferenceEngine(weights, options(version));
        using var managed = new InferenceEngine(weights, options(EngineVersion.Managed.Name));
        float[] expected = InferenceEngineTests.Run(native, images, 3, 1);
        foreach (int threads in (int[])[1, 2, 5])
        {
            float[] logits = InferenceEngineTests.Run(managed, images, 3, threads);
            for (int i = 0; i < logits.Length; i++)
            {
                Assert.True(
                    logits[i] == expected[i],
                    $"{what}, {threads} threads: logit {i} is {logits[i]:R}, expected {expected[i]:R}");
            }
        }
    }
}
