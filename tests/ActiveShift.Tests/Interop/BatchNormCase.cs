using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

/// <summary>One input of a batch normalisation with ReLU, with a gradient of its output; the values are exact in float32.</summary>
internal sealed class BatchNormCase
{
    /// <summary>So near 0 an output may round to the other side of it, and the gradient then is all or nothing.</summary>
    private const double Doubtful = 1e-3;

    private BatchNormCase(int n, int c, int p, bool training)
    {
        (N, C, P, Training) = (n, c, p, training);
        Shape = new BatchNormShape(n, c, p, training, 1, 1e-5, 0.1);
        (X, GradY) = (new double[n * c * p], new double[n * c * p]);
        (Weight, Bias, RunningMean, RunningVariance) = (new double[c], new double[c], new double[c], new double[c]);
    }

    internal int N { get; }
    internal int C { get; }
    internal int P { get; }
    internal bool Training { get; }
    internal BatchNormShape Shape { get; }
    internal double[] X { get; }
    internal double[] GradY { get; }
    internal double[] Weight { get; }
    internal double[] Bias { get; }
    internal double[] RunningMean { get; }
    internal double[] RunningVariance { get; }

    /// <summary>
    /// Single values, below, at and above every vector's width (2 to 16) and every block of the sums (32 and 64 vectors), odd sizes, one
    /// channel and one image; each in training and not.
    /// </summary>
    internal static IEnumerable<BatchNormCase> Adversarial() =>
        from size in new[]
        {
            (1, 1, 1), (2, 1, 1), (1, 3, 1), (5, 3, 2), (3, 2, 3), (1, 1, 4), (2, 3, 7), (2, 3, 8), (2, 3, 9), (3, 2, 15), (3, 2, 16), (3, 2, 17),
            (2, 5, 31), (1, 2, 33), (4, 3, 49), (130, 1, 1), (70, 2, 3), (9, 3, 63), (9, 3, 64), (2, 2, 65), (3, 1, 127), (2, 2, 196),
            (33, 2, 64), (2, 1, 1023), (1, 2, 2048), (1, 1, 2049), (2, 1, 4097), (1, 2, 9000),
        }
        from training in new[] { true, false }
        select Create(size.Item1, size.Item2, size.Item3, training);

    /// <summary>Random values about another mean in every channel, some of them negative weights.</summary>
    internal static BatchNormCase Create(int n, int c, int p, bool training = true)
    {
        BatchNormCase data = new(n, c, p, training);
        Random random = new(n + (10 * c) + (100 * p));
        Fill(data.Weight, _ => Next() + (random.Next(2) == 0 ? 1.25 : -1.25));
        Fill(data.Bias, _ => Next());
        Fill(data.RunningMean, _ => Next());
        Fill(data.RunningVariance, _ => 1.5 + Next());
        Fill(data.X, k => Next() + (k / p % c * 0.5) - 0.5);
        double[] beforeRelu = BatchNormOracle.BeforeRelu(data);
        Fill(data.GradY, k => Math.Abs(beforeRelu[k]) < Doubtful ? 0 : Next());
        return data;

        double Next() => (random.NextDouble() * 2) - 1;
        static void Fill(double[] values, Func<int, double> value)
        {
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = (float)value(k);
            }
        }
    }

    /// <summary>Calls back with the index of every element of a channel.</summary>
    internal void ForEach(int channel, Action<int> visit)
    {
        for (int n = 0; n < N; n++)
        {
            for (int k = 0; k < P; k++)
            {
                visit((((n * C) + channel) * P) + k);
            }
        }
    }

    public override string ToString() => $"[{N},{C},{P}]{(Training ? " training" : "")}";
}
