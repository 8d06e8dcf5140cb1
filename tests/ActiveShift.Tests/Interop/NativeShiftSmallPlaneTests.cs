using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

/// <summary>Many images of small planes: what neighbours a plane in memory is other channels and images, and must not show.</summary>
public class NativeShiftSmallPlaneTests
{
    private const int Images = 33;

    private static readonly (int H, int W)[] _sizes = [(1, 1), (14, 14), .. AdversarialShapes.SmallPlanes];

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Every_image_gets_the_bits_that_it_gets_alone(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach ((int h, int w) in _sizes)
        {
            ShiftCase batch = ShiftCase.Create(Images, h, w, 1, Shifts(h, w));
            double[] y = ShiftRunner.Forward<float>(batch, number, threads: 2);
            double[] gradX = ShiftRunner.Backward<float>(batch, number, threads: 2).GradX;
            foreach (int image in new[] { 0, 1, Images - 1 })
            {
                ShiftCase alone = ShiftCase.Create(1, h, w, 1, Shifts(h, w));
                int start = image * alone.OutputCount;
                batch.X.AsSpan(start, alone.OutputCount).CopyTo(alone.X);
                batch.GradY.AsSpan(start, alone.OutputCount).CopyTo(alone.GradY);
                Assert.Equal(ShiftRunner.Forward<float>(alone, number), y.AsSpan(start, alone.OutputCount).ToArray());
                Assert.Equal(ShiftRunner.Backward<float>(alone, number).GradX, gradX.AsSpan(start, alone.OutputCount).ToArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void The_sums_over_the_images_equal_the_definition(string backend)
    {
        foreach ((int h, int w) in _sizes)
        {
            ShiftCase data = ShiftCase.Create(Images, h, w, 1, Shifts(h, w));
            (_, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<float>(data, SupportedBackends.Number(backend), threads: 2);
            (ShiftOracle.Sum[] alpha, ShiftOracle.Sum[] beta) = ShiftOracle.GradShift(data);
            Tolerance.AssertClose(alpha, gradAlpha, Tolerance.Single, $"{backend} {data} alpha");
            Tolerance.AssertClose(beta, gradBeta, Tolerance.Single, $"{backend} {data} beta");
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Infinity_in_one_plane_reaches_no_other(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach ((int h, int w) in _sizes)
        {
            ShiftCase data = ShiftCase.Create(2, h, w, 1, Shifts(h, w));
            for (int k = 0; k < data.X.Length; k++)
            {
                bool odd = k / (h * w) % 2 == 1;
                data.X[k] = odd ? double.PositiveInfinity : data.X[k];
                data.GradY[k] = odd ? double.NegativeInfinity : data.GradY[k];
            }

            double[] y = ShiftRunner.Forward<float>(data, number);
            (double[] gradX, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<float>(data, number);
            data.ForEachOutput((_, c, i, j, index) =>
            {
                bool finite = double.IsFinite(y[index]) && double.IsFinite(gradX[index]);
                Assert.True(c % 2 == 1 || finite, $"{backend} {data}, channel {c}, row {i}, column {j}");
            });
            for (int c = 0; c < data.C; c += 2)
            {
                Assert.True(double.IsFinite(gradAlpha[c]) && double.IsFinite(gradBeta[c]), $"{backend} {data}, channel {c}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public unsafe void No_images_leave_nothing_but_gradients_of_zero(string backend)
    {
        foreach ((int h, int w) in _sizes)
        {
            float[] shifts = [0.5f, -1], gradients = [7, 7, 7, 7];
            fixed (float* s = shifts, g = gradients)
            {
                ShiftShape shape = new(0, 2, h, w, 1, 2);
                NativeShift.Forward(shape, null, s, s, null, SupportedBackends.Number(backend));
                NativeShift.Backward(shape, null, null, s, s, null, g, g + 2, SupportedBackends.Number(backend));
            }

            Assert.Equal([0, 0, 0, 0], gradients);
        }
    }

    // An even number of channels; in and past the image, fractional and whole along either axis.
    private static (double Alpha, double Beta)[] Shifts(int h, int w) =>
    [
        (0.3, -0.7), (-0.6, 0.2), (1, 0.5), (-1.5, 2), (0, 0), (w - 0.5, 0.25), (-w + 0.5, h - 0.5), (2.75, -h + 0.5), (-1, 1), (w, h),
        (-w - 0.5, -h - 0.5), (0.5, h - 1),
    ];
}
