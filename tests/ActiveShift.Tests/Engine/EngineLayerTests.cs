using ActiveShift.Engine;

namespace ActiveShift.Tests.Engine;

public class EngineLayerTests
{
    public static TheoryData<string> Versions => EngineVersions.Native;

    [Theory]
    [MemberData(nameof(Versions))]
    public void Agrees_with_the_definition_with_and_without_a_shift(string version)
    {
        for (int seed = 0; seed < 120; seed++)
        {
            var random = new Random(seed);
            // The last ones are larger than a band of rows.
            bool large = seed >= 116;
            int inputs = large ? 64 : random.Next(1, 70), outputs = random.Next(1, 70);
            int height = large ? random.Next(40, 60) : random.Next(1, 20), width = large ? random.Next(90, 120) : random.Next(1, 40);
            float[] weights = Values(outputs * inputs, random), x = Values(inputs * height * width, random);
            float[] alpha = [], beta = [];
            if (seed % 2 == 1)
                (alpha, beta) = (Shifts(inputs, random), Shifts(inputs, random));
            using var layer = new EngineLayer(height, width, inputs, weights, alpha, beta, EngineVersion.Table.Single(v => v.Name == version));
            layer.SetInput(x);
            float[] y = new float[outputs * height * width];
            for (int run = 0; run < 2; run++)
            {
                layer.Run();
                layer.GetOutput(y);
                AssertClose(Definition(height, width, inputs, weights, x, alpha, beta), y, $"seed {seed}, run {run}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_neighbour_without_weight_takes_no_part_be_it_infinite(string version)
    {
        const int height = 5, width = 70;
        float[] x = new float[height * width];
        for (int k = 0; k < x.Length; k += 3)
            x[k] = k % 2 == 0 ? float.PositiveInfinity : 1;
        foreach (float tiny in new[] { -1e-30f, -1e-9f, 0 })
        {
            Assert.Equal(x, Run(tiny, tiny));
            Assert.Equal([.. x[1..], 0], Run(1, tiny).Select((value, k) => k % width == width - 1 ? Next(k) : value));
            Assert.Equal([.. x[width..], .. new float[width]], Run(tiny, 1));
            Assert.Equal(Run(0, 0.5f), Run(tiny, 0.5f));
            Assert.Equal(Run(0.5f, 0), Run(0.5f, tiny));
            Assert.DoesNotContain(float.NaN, Run(tiny, 0.5f));
            Assert.DoesNotContain(float.NaN, Run(0.5f, tiny));
        }

        // The image's right edge shifts in a 0; the next row's first pixel stands there in the array.
        float Next(int k) => k + 1 < x.Length ? x[k + 1] : 0;

        float[] Run(float alpha, float beta)
        {
            var entry = EngineVersion.Table.Single(v => v.Name == version);
            using var layer = new EngineLayer(height, width, 1, [1], [alpha], [beta], entry);
            layer.SetInput(x);
            layer.Run();
            float[] y = new float[x.Length];
            layer.GetOutput(y);
            return y;
        }
    }

    [Fact]
    public void A_layer_beyond_the_memory_says_so()
    {
        Assert.SkipUnless(!OperatingSystem.IsLinux() || File.ReadAllText("/proc/sys/vm/overcommit_memory").Trim() != "1",
            "This system promises memory that it has not.");
        var error = Assert.Throws<InsufficientMemoryException>(() => new EngineLayer(16384, 16384, 65536, new float[65536]));
        Assert.Contains("no memory to make a layer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_what_is_no_layer()
    {
        Assert.Throws<ArgumentException>(() => new EngineLayer(2, 2, 3, new float[4]));
        Assert.Throws<ArgumentException>(() => new EngineLayer(2, 2, 2, new float[4], new float[2], new float[1]));
        Assert.Throws<ArgumentException>(() => new EngineLayer(2, 2, 2, new float[4], new float[1], new float[1]));
        Assert.Throws<ArgumentException>(() => new EngineLayer(0, 2, 2, new float[4]));
        Assert.Throws<ArgumentException>(() => new EngineLayer(2, 2, 2, new float[4], [0, float.NaN], new float[2]));
        using var layer = new EngineLayer(2, 2, 2, new float[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.SetInput(new float[7]));
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.GetOutput(new float[9]));
    }

    private static double[] Definition(int height, int width, int inputs, float[] weights, float[] x, float[] alpha, float[] beta)
    {
        int pixels = height * width, outputs = weights.Length / inputs;
        double Pixel(int c, double row, double column) =>
            row >= 0 && row < height && column >= 0 && column < width ? x[c * pixels + (int)row * width + (int)column] : 0;
        double Shifted(int c, int row, int column)
        {
            if (alpha.Length == 0)
                return Pixel(c, row, column);
            double a = Math.Floor((double)alpha[c]), b = Math.Floor((double)beta[c]), da = alpha[c] - a, db = beta[c] - b;
            return (1 - db) * ((1 - da) * Pixel(c, row + b, column + a) + da * Pixel(c, row + b, column + a + 1))
                + db * ((1 - da) * Pixel(c, row + b + 1, column + a) + da * Pixel(c, row + b + 1, column + a + 1));
        }
        double[] shifted = [.. Enumerable.Range(0, inputs * pixels).Select(i => Shifted(i / pixels, i % pixels / width, i % width))];
        double[] y = new double[outputs * pixels];
        for (int i = 0; i < y.Length; i++)
        {
            for (int c = 0; c < inputs; c++)
                y[i] += weights[i / pixels * inputs + c] * shifted[c * pixels + i % pixels];
            y[i] = Math.Max(y[i], 0);
        }
        return y;
    }

    private static float[] Values(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];

    private static float[] Shifts(int count, Random random) => [.. Enumerable.Range(0, count).Select(i => i % 5 == 0
        ? random.Next(-3, 4)
        : (random.NextSingle() * 2 - 1) * (i % 7 == 0 ? 60 : 3))];

    private static void AssertClose(double[] expected, float[] actual, string what)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 2e-5, $"{what}: value {i} is {actual[i]}, not {expected[i]}");
    }
}
