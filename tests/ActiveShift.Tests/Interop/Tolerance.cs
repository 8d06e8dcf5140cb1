using System.Globalization;

namespace ActiveShift.Tests.Interop;

/// <summary>Equality up to rounding, relative to the size of what was added up.</summary>
internal static class Tolerance
{
    internal const double Double = 1e-12;
    internal const double Single = 1e-5;

    internal static double Of<T>() => typeof(T) == typeof(float) ? Single : Double;

    /// <summary>Elements of magnitude up to about 1.</summary>
    internal static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            AssertClose(expected[k], actual[k], tolerance, what, k);
        }
    }

    /// <summary>Sums, each relative to the magnitude of its terms.</summary>
    internal static void AssertClose(ShiftOracle.Sum[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            AssertClose(expected[k].Value, actual[k], tolerance * expected[k].Magnitude, what, k);
        }
    }

    private static void AssertClose(double expected, double actual, double bound, string what, int k)
    {
        bool same = double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= bound;
        if (!same)
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}: element {k} is {actual:R}, expected {expected:R} within {bound:R}"));
        }
    }
}
