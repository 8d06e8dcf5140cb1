namespace ActiveShift.Training;

/// <summary>The distribution Beta(α, α), from which the share of an image in a mixture is drawn.</summary>
internal static class SymmetricBeta
{
    /// <summary>Draws a number from 0 to 1.</summary>
    /// <param name="alpha">α, above 0: 1 is uniform, below it is mostly near 0 or 1, above it mostly near a
    /// half.</param>
    /// <param name="random">Where from.</param>
    public static double Draw(double alpha, ref SplitMix64 random)
    {
        // G / (G + H) of two gamma variates, by their logarithms: for a small α both are too small for a double.
        double g = LogGamma(alpha, ref random), h = LogGamma(alpha, ref random);
        return 1 / (1 + Math.Exp(h - g));
    }

    /// <summary>
    /// The logarithm of a Gamma(α) variate: Gamma(α + 1) by Marsaglia and Tsang (ACM TOMS, 2000), times U^(1/α).
    /// </summary>
    private static double LogGamma(double alpha, ref SplitMix64 random)
    {
        double d = alpha + 2.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(ref random);
            double cube = Math.Pow(1 + c * x, 3);
            if (cube > 0 && Math.Log(Positive(ref random)) < 0.5 * x * x + d * (1 - cube + Math.Log(cube)))
                return Math.Log(d * cube) + Math.Log(Positive(ref random)) / alpha;
        }
    }

    /// <summary>A standard normal variate (Box and Muller).</summary>
    private static double Normal(ref SplitMix64 random) =>
        Math.Sqrt(-2 * Math.Log(Positive(ref random))) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A number above 0, at most 1.</summary>
    private static double Positive(ref SplitMix64 random) => 1 - random.NextDouble();
}
