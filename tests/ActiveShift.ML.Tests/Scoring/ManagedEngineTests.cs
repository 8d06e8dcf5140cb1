using ActiveShift.Engine;
using ActiveShift.Tests.Shared;

namespace ActiveShift.ML.Tests.Scoring;

/// <summary>The engine in C# beside the native one, on the authors' network and photographs.</summary>
public sealed class ManagedEngineTests(ITestOutputHelper output)
{
    private const int Classes = 1000;

    [Fact]
    public void Answers_the_photographs_as_the_native_engine_does()
    {
        var (weights, images, count) = Photographs();
        float[] native = Run(weights, new EngineOptions(), images, count);
        float[] managed = Run(weights, new EngineOptions { Version = EngineVersion.Managed.Name }, images, count);

        double worst = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> expected = native.AsSpan(i * Classes, Classes);
            ReadOnlySpan<float> logits = managed.AsSpan(i * Classes, Classes);
            double largest = 0;
            for (int k = 0; k < Classes; k++)
                largest = Math.Max(largest, Math.Abs(expected[k]));
            for (int k = 0; k < Classes; k++)
                worst = Math.Max(worst, Math.Abs(expected[k] - logits[k]) / largest);
        }
        output.WriteLine($"The largest difference of a logit is {worst:E2} of the largest one.");
        Assert.InRange(worst, 0, 1e-4);
        Assert.Equal(Best(native), Best(managed));
    }

    /// <summary>Nearly: the weights of some native versions have 7 bits.</summary>
    [Fact]
    public void And_in_8_bits()
    {
        var (weights, images, count) = Photographs();
        var statistics = ActivationStatistics.Measure(weights, [images.AsMemory(0, images.Length / count * 20)]);
        float[] native = Run(weights, Int8(null), images, count);
        float[] managed = Run(weights, Int8(EngineVersion.Managed.Name), images, count);

        int same = Best(native).Zip(Best(managed)).Count(pair => pair.First == pair.Second);

        output.WriteLine($"{same} of {count} answers are the same.");
        Assert.InRange(same, count - 3, count);

        EngineOptions Int8(string? version) =>
            new() { Version = version, Precision = EnginePrecision.Int8, ActivationStatistics = statistics };
    }

    private static float[] Run(NetworkWeights weights, EngineOptions options, float[] images, int count)
    {
        using var engine = new InferenceEngine(weights, options);
        float[] logits = new float[count * Classes];
        engine.Run(images, count, logits);
        return logits;
    }

    private static int[] Best(float[] logits) =>
        [.. logits.Chunk(Classes).Select(image => Array.IndexOf(image, image.Max()))];

    private static (NetworkWeights Weights, float[] Images, int Count) Photographs()
    {
        string folder = SharedData.ImageNet50;
        var network = ActiveShiftModels.LoadCaffe(SharedData.ReleasedWeights);
        var files = ExpectedAnswers.Read(Path.Combine(folder, "expected.tsv"));
        var spec = network.Spec;
        int length = spec.Channels * spec.Height * spec.Width;
        float[] images = new float[files.Length * length];
        byte[] pixels = new byte[length];
        using var decoder = new ImageDecoder(network.Preprocessing.Decoding);
        var preprocessor = new ImagePreprocessor(network.Preprocessing);
        for (int i = 0; i < files.Length; i++)
        {
            preprocessor.Resize(decoder.Decode(File.ReadAllBytes(Path.Combine(folder, files[i].File))), pixels);
            preprocessor.Normalize(pixels, images.AsSpan(i * length, length));
        }
        return (network.Weights, images, files.Length);
    }
}
