using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training.Head;

public class SoftmaxRegressionTests
{
    private const int Images = 30;
    private const int Features = 4;
    private const int Classes = 3;

    private readonly double[,] _inputs = new double[Images, Features];
    private readonly long[] _labels = new long[Images];
    private readonly double[] _weights = new double[Images];

    public SoftmaxRegressionTests()
    {
        var random = new Random(3);
        for (int i = 0; i < Images; i++)
        {
            _labels[i] = i % Classes;
            _weights[i] = 0.5 + random.NextDouble();
            for (int f = 0; f < Features; f++)
                _inputs[i, f] = 2 * random.NextDouble() - 1 + (f == _labels[i] ? 0.7 : 0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.01)]
    [InlineData(0.0001)]
    public void No_step_in_any_direction_leads_lower(double penalty)
    {
        double[] fitted = Fit(penalty);
        double least = Objective(fitted, penalty);
        for (int i = 0; i < fitted.Length; i++)
        {
            foreach (double step in (double[])[0.01, -0.01])
            {
                double[] beside = [.. fitted];
                beside[i] += step;
                Assert.True(Objective(beside, penalty) > least, $"value {i}, step {step}");
            }
        }
    }

    [Fact]
    public void A_large_penalty_leaves_the_bias_which_gives_the_share_of_each_class()
    {
        _labels[0] = 1;
        double[] fitted = Fit(1e6);
        Assert.All(fitted[..^Classes], weight => Assert.Equal(0, weight, 1e-5));
        double[] odds = [.. fitted[^Classes..].Select(Math.Exp)];
        for (int c = 0; c < Classes; c++)
        {
            double share = Enumerable.Range(0, Images).Where(i => _labels[i] == c).Sum(i => _weights[i]) / _weights.Sum();
            Assert.Equal(share, odds[c] / odds.Sum(), 1e-3);
        }
    }

    [Fact]
    public void Start_does_not_matter()
    {
        using var scope = NewDisposeScope();
        using var regression = Regression();
        using var far = full([Features + 1, Classes], 5.0, ScalarType.Float64);
        // What is common to all classes changes no probability, and is not penalised in the bias.
        Tensor one = regression.Fit(0.1, null), other = regression.Fit(0.1, far);
        Assert.True((one - other)[..^1].abs().max().item<double>() < 1e-2);
    }

    private double[] Fit(double penalty)
    {
        using var regression = Regression();
        using var fitted = regression.Fit(penalty, null);
        return fitted.data<double>().ToArray();
    }

    private SoftmaxRegression Regression()
    {
        using var scope = NewDisposeScope();
        return new(tensor(_inputs), tensor(_labels), tensor(_weights), Classes);
    }

    private double Objective(double[] fitted, double penalty)
    {
        double loss = 0;
        for (int i = 0; i < Images; i++)
        {
            double[] logits = new double[Classes];
            for (int c = 0; c < Classes; c++)
            {
                logits[c] = fitted[Features * Classes + c];
                for (int f = 0; f < Features; f++)
                    logits[c] += _inputs[i, f] * fitted[f * Classes + c];
            }
            loss += _weights[i] * (Math.Log(logits.Sum(Math.Exp)) - logits[_labels[i]]);
        }
        return loss / _weights.Sum() + penalty / 2 * fitted[..^Classes].Sum(w => w * w);
    }
}
