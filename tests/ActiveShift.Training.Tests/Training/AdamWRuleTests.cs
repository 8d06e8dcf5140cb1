using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training;

public class AdamWRuleTests
{
    /// <summary>The steps of the paper's algorithm 2 in double precision, number by number.</summary>
    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(0.9, 0.1)]
    [InlineData(0, 0.1)]
    public void Steps_are_those_of_the_paper(double beta, double decay)
    {
        using var scope = NewDisposeScope();
        double[] w = [0.5, -2, 0, 3e-3], m = new double[4], v = new double[4];
        var values = tensor(w.Select(x => (float)x).ToArray());
        using var rule = new AdamWRule(values, new TrainingOptions { Momentum = beta }, decay);
        for (int t = 1; t <= 6; t++)
        {
            double rate = 0.03 / t;
            double[] g = [0.1 * t, -3, t % 2 == 0 ? 1e-4 : -2e-4, 0];
            rule.Step(values, tensor(g.Select(x => (float)x).ToArray()), rate, t);
            for (int i = 0; i < w.Length; i++)
            {
                m[i] = beta * m[i] + (1 - beta) * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double corrected = m[i] / (1 - Math.Pow(beta, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
                w[i] -= rate * (corrected + decay * w[i]);
                Assert.Equal(w[i], TensorMemory.Span(values)[i], 2e-6);
            }
        }
    }
}
