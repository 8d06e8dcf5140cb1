using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

public class KernelInvariantTests
{
    private static readonly (int H, int W)[] _sizes = [(1, 1), (4, 4), (7, 7), (5, 15), (6, 17), (14, 14), (3, 40)];

    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void An_integer_shift_is_an_exact_copy_even_beside_NaN_and_infinity(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach ((int h, int w) in _sizes)
        {
            foreach (int stride in new[] { 1, 2, 3 })
            {
                (double, double)[] shifts = [(0, 0), (-0.0, 0), (1, 0), (-1, 2), (0, -1), (3, 3), (-2, 1), (w - 1, 1 - h), (w, 0), (0, -h)];
                ShiftCase data = KernelRunner.Rounded(ShiftCase.Create(2, h, w, stride, shifts), storage);
                for (int k = 0; k < data.X.Length; k += 3)
                {
                    data.X[k] = (k % 4) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => double.NegativeInfinity, _ => -0.0 };
                }

                foreach (KernelRun run in KernelRun.All(storage, order, stride))
                {
                    double[] y = KernelRunner.Forward(data, run);
                    data.ForEachOutput((plane, c, i, j, index) =>
                    {
                        double row = (i * stride) + data.Beta[c], column = (j * stride) + data.Alpha[c];
                        double expected = data.IsInside(row, column) ? data.X[data.InputIndex(plane, row, column)] : 0;
                        bool same = double.IsNaN(expected)
                            ? double.IsNaN(y[index])
                            : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(y[index]);
                        Assert.True(same, $"{data} {run}: element {index} is {y[index]}, expected {expected}");
                    });
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void A_tiny_negative_shift_interpolates_as_none_beside_infinity(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach ((int h, int w) in _sizes)
        {
            foreach (int stride in new[] { 1, 2, 3 })
            {
                ShiftCase whole = Infinite([(0, 0), (0, 0), (0, 0.5), (0.5, 0)]);
                ShiftCase tiny = Infinite([(-1e-30, 0), (0, -1e-9), (-1e-30, 0.5), (0.5, -1e-30)]);
                foreach (KernelRun run in KernelRun.All(storage, order, stride))
                {
                    Assert.Equal(KernelRunner.Forward(whole, run), KernelRunner.Forward(tiny, run));
                    Assert.Equal(KernelRunner.InputGradient(whole, run), KernelRunner.InputGradient(tiny, run));
                }

                ShiftCase Infinite((double, double)[] shifts)
                {
                    ShiftCase data = KernelRunner.Rounded(ShiftCase.Create(2, h, w, stride, shifts), storage);
                    for (int k = 0; k < data.X.Length; k += 5)
                    {
                        data.X[k] = double.PositiveInfinity;
                    }

                    return data;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void A_shift_that_is_not_finite_gives_NaN_in_its_channel_alone(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach (int stride in new[] { 1, 2, 3 })
        {
            ShiftCase data = ShiftCase.Create(
                2, 6, 8, stride,
                [(0.5, 0.5), (double.NaN, 0), (1, 0.25), (0, double.PositiveInfinity), (-0.5, 1), (double.NegativeInfinity, double.NaN)]);
            foreach (KernelRun run in KernelRun.All(storage, order, stride))
            {
                double[] y = KernelRunner.Forward(data, run);
                double[] gradX = KernelRunner.InputGradient(data, run);
                (double[] gradAlpha, double[] gradBeta) = KernelRunner.ShiftGradient(data, run);
                data.ForEachOutput((_, c, _, _, index) => Assert.Equal(c % 2 == 1, double.IsNaN(y[index])));
                Assert.All(gradX, (gradient, index) => Assert.Equal(index / (6 * 8) % 6 % 2 == 1, double.IsNaN(gradient)));
                Assert.All(gradAlpha, (gradient, c) => Assert.Equal(c % 2 == 1, double.IsNaN(gradient)));
                Assert.All(gradBeta, (gradient, c) => Assert.Equal(c % 2 == 1, double.IsNaN(gradient)));
            }
        }
    }
}
