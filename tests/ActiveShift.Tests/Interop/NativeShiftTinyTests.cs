using System.Numerics;

namespace ActiveShift.Tests.Interop;

/// <summary>
/// Shifts whose fraction rounds to 1: they interpolate as the whole number above, and have the derivative of the
/// interval below.
/// </summary>
public class NativeShiftTinyTests
{
    private const double Tiny = -1e-30;

    private static readonly (int H, int W)[] _sizes =
        [(1, 1), (4, 4), (7, 7), (8, 8), (5, 15), (4, 16), (6, 17), (14, 14), (3, 40), (33, 70)];
    private static readonly (double Alpha, double Beta)[] _whole =
        [(0, 0), (0, 0), (0, 0), (0, 0.4), (0.4, 0), (0, 2), (-1, 0)];
    private static readonly (double Alpha, double Beta)[] _tiny =
        [(Tiny, 0), (0, Tiny), (Tiny, Tiny), (Tiny, 0.4), (0.4, Tiny), (Tiny, 2), (-1, Tiny)];

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Infinity_beside_a_tiny_shift_stays_where_it_is(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach ((ShiftCase whole, ShiftCase tiny) in Cases(_tiny))
        {
            Infinite(whole.X);
            Infinite(tiny.X);
            AssertSame(ShiftRunner.Forward<float>(whole, number), ShiftRunner.Forward<float>(tiny, number), $"{tiny}");
            AssertSame(ShiftRunner.Forward<double>(whole, number), ShiftRunner.Forward<double>(tiny, number), $"{tiny}");
            Infinite(whole.GradY);
            Infinite(tiny.GradY);
            AssertSame(GradX<float>(whole), GradX<float>(tiny), $"{tiny} gradient");
            AssertSame(GradX<double>(whole), GradX<double>(tiny), $"{tiny} gradient");
        }

        double[] GradX<T>(ShiftCase data)
            where T : unmanaged, IFloatingPoint<T> => ShiftRunner.Backward<T>(data, number, wantShifts: false).GradX;
    }

    // So small a fraction is one of float32 alone.
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void A_fraction_that_rounds_to_1_in_the_tensors_type_is_none(string backend)
    {
        (double, double)[] nearly = [.. _tiny.Select(s => (Nearly(s.Alpha), Nearly(s.Beta)))];
        foreach ((ShiftCase whole, ShiftCase tiny) in Cases(nearly))
        {
            Infinite(whole.X);
            Infinite(tiny.X);
            int number = SupportedBackends.Number(backend);
            AssertSame(ShiftRunner.Forward<float>(whole, number), ShiftRunner.Forward<float>(tiny, number), $"{tiny}");
        }

        static double Nearly(double shift) => shift == Tiny ? -1e-9 : shift;
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void The_derivative_along_one_axis_weighs_the_other_as_a_whole_shift_does(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach ((ShiftCase whole, ShiftCase tiny) in Cases(_tiny))
        {
            Infinite(whole.X);
            Infinite(tiny.X);
            var expected = ShiftRunner.Backward<float>(whole, number);
            var actual = ShiftRunner.Backward<float>(tiny, number);
            for (int c = 0; c < _tiny.Length; c++)
            {
                if (tiny.Beta[c] == whole.Beta[c])
                    AssertSame([expected.GradBeta[c]], [actual.GradBeta[c]], $"{tiny} beta {c}");
                if (tiny.Alpha[c] == whole.Alpha[c])
                    AssertSame([expected.GradAlpha[c]], [actual.GradAlpha[c]], $"{tiny} alpha {c}");
            }
        }
    }

    private static IEnumerable<(ShiftCase Whole, ShiftCase Tiny)> Cases((double, double)[] tiny) =>
        from size in _sizes
        from stride in new[] { 1, 2, 3 }
        select (ShiftCase.Create(2, size.H, size.W, stride, _whole), ShiftCase.Create(2, size.H, size.W, stride, tiny));

    // Neither beside another one nor in every row, so that sums of several are not all NaN.
    private static void Infinite(double[] values)
    {
        for (int k = 0; k < values.Length; k += 11)
        {
            values[k] = k % 2 == 0 ? double.PositiveInfinity : double.NegativeInfinity;
        }
    }

    private static void AssertSame(double[] expected, double[] actual, string what)
    {
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.True(expected[k].Equals(actual[k]), $"{what}: element {k} is {actual[k]}, expected {expected[k]}");
        }
    }
}
