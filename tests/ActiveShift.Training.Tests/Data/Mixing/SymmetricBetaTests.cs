namespace ActiveShift.Training.Tests.Data.Mixing;

public class SymmetricBetaTests
{
    /// <summary>
    /// The variance of Beta(α, α) is 1 / (4 (2α + 1)), its fourth central moment 3 / (16 (2α + 1) (2α + 3)).
    /// </summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100)]
    public void Moments_are_those_of_the_distribution(double alpha)
    {
        var random = new SplitMix64(5);
        double[] draws = new double[100_000];
        for (int i = 0; i < draws.Length; i++)
            draws[i] = SymmetricBeta.Draw(alpha, ref random);
        double variance = 1 / (4 * (2 * alpha + 1)), fourth = 3 / (16 * (2 * alpha + 1) * (2 * alpha + 3));
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
        Assert.Equal(0.5, draws.Average(), 5 * Math.Sqrt(variance / draws.Length));
        Assert.Equal(variance, draws.Average(draw => Math.Pow(draw - 0.5, 2)), 0.03 * variance);
        Assert.Equal(fourth, draws.Average(draw => Math.Pow(draw - 0.5, 4)), 0.05 * fourth);
    }
}
