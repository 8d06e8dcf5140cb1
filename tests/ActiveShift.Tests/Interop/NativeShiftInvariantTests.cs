namespace ActiveShift.Tests.Interop;

public class NativeShiftInvariantTests
{
    private static readonly (int H, int W)[] _sizes = [(1, 1), (4, 4), (7, 7), (8, 8), (5, 15), (4, 16), (6, 17), (14, 14), (3, 40), (33, 70)];

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Zero_shift_is_the_identity_bit_for_bit_even_of_NaN_infinity_and_negative_zero(string backend)
    {
        foreach ((int h, int w) in _sizes)
        {
            ShiftCase data = ShiftCase.Create(2, h, w, 1, [(0, 0), (-0.0, 0), (0, -0.0)]);
            Spoil(data.X);
            double[] y = ShiftRunner.Forward<float>(data, SupportedBackends.Number(backend));
            Assert.Equal(data.X.Select(BitConverter.DoubleToInt64Bits), y.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void An_integer_shift_is_an_exact_copy_even_beside_NaN_and_infinity(string backend)
    {
        foreach ((int h, int w) in _sizes)
        {
            foreach (int stride in new[] { 1, 2, 3 })
            {
                (double, double)[] shifts = [(1, 0), (-1, 2), (0, -1), (3, 3), (-2, 1), (w - 1, 1 - h), (w, 0), (0, -h)];
                ShiftCase data = ShiftCase.Create(2, h, w, stride, shifts);
                Spoil(data.X);
                double[] y = ShiftRunner.Forward<float>(data, SupportedBackends.Number(backend));
                data.ForEachOutput((plane, c, i, j, index) =>
                {
                    double row = (i * stride) + data.Beta[c], column = (j * stride) + data.Alpha[c];
                    double expected = data.IsInside(row, column) ? data.X[data.InputIndex(plane, row, column)] : 0;
                    Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(y[index]));
                });
            }
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void A_constant_image_stays_constant_away_from_the_border(string backend)
    {
        ShiftCase data = ShiftCase.Create(1, 20, 40, 1, [(0.37, -1.81), (-2.5, 0.11), (1.999, 2.001)]);
        Array.Fill(data.X, 3);
        double[] y = ShiftRunner.Forward<double>(data, SupportedBackends.Number(backend));
        (_, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<double>(Inner(data), SupportedBackends.Number(backend));
        data.ForEachOutput((_, _, i, j, index) =>
        {
            if (i is >= 3 and < 17 && j is >= 3 and < 37)
            {
                Assert.Equal(3, y[index], 1e-14);
            }
        });
        Assert.All(gradAlpha.Concat(gradBeta), gradient => Assert.Equal(0, gradient, 1e-14));
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void The_gradient_to_x_is_the_adjoint_of_the_forward_pass(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach (ShiftCase data in AdversarialShapes.Cases())
        {
            double forward = ShiftRunner.Forward<double>(data, number).Zip(data.GradY, (y, g) => y * g).Sum();
            double backward = ShiftRunner.Backward<double>(data, number, wantShifts: false).GradX.Zip(data.X, (g, x) => g * x).Sum();
            Assert.Equal(forward, backward, 1e-12 * (data.OutputCount + 1));
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void A_shift_that_is_not_finite_gives_NaN_in_its_channel_alone(string backend)
    {
        foreach (int stride in new[] { 1, 2, 3 })
        {
            ShiftCase data = ShiftCase.Create(
                2, 6, 7, stride,
                [(0.5, 0.5), (double.NaN, 0), (1, 0.25), (0, double.PositiveInfinity), (-0.5, 1), (double.NegativeInfinity, double.NaN)]);
            double[] y = ShiftRunner.Forward<float>(data, SupportedBackends.Number(backend));
            (double[] gradX, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<float>(data, SupportedBackends.Number(backend));
            data.ForEachOutput((_, c, _, _, index) => Assert.Equal(c % 2 == 1, double.IsNaN(y[index])));
            Assert.All(gradX, (gradient, index) => Assert.Equal(index / (6 * 7) % 6 % 2 == 1, double.IsNaN(gradient)));
            Assert.All(gradAlpha, (gradient, c) => Assert.Equal(c % 2 == 1, double.IsNaN(gradient)));
            Assert.All(gradBeta, (gradient, c) => Assert.Equal(c % 2 == 1, double.IsNaN(gradient)));
        }
    }

    private static void Spoil(double[] x)
    {
        for (int k = 0; k < x.Length; k += 3)
        {
            x[k] = (k % 4) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => double.NegativeInfinity, _ => -0.0 };
        }
    }

    // The same image with a gradient that is 0 near the border.
    private static ShiftCase Inner(ShiftCase data)
    {
        data.ForEachOutput((_, _, i, j, index) => data.GradY[index] = i is >= 3 and < 17 && j is >= 3 and < 37 ? data.GradY[index] : 0);
        return data;
    }
}
