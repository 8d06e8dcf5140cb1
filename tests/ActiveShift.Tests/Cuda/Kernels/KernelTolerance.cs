using System.Globalization;

namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>Equality up to arithmetic in float32 and one rounding to the storage format.</summary>
internal static class KernelTolerance
{
    // Of a handful of float32 operations on values of magnitude up to about 1 (Interop's Tolerance.Single).
    private const double Arithmetic = 1e-5;

    internal static void AssertClose(double[] expected, double[] actual, StorageFormat format, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int k = 0; k < expected.Length; k++)
        {
            double bound = Arithmetic + (format.UnitRoundoff() * (Math.Abs(expected[k]) + Arithmetic));
            bool same = double.IsNaN(expected[k]) ? double.IsNaN(actual[k]) : Math.Abs(expected[k] - actual[k]) <= bound;
            if (!same)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}: element {k} is {actual[k]:R}, expected {expected[k]:R} within {bound:R}"));
            }
        }
    }
}
