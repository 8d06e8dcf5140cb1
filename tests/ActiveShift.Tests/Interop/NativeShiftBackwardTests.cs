using System.Numerics;

namespace ActiveShift.Tests.Interop;

public class NativeShiftBackwardTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definition_in_double(string backend) => EqualsTheDefinition<double>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definition_in_float(string backend) => EqualsTheDefinition<float>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Each_gradient_alone_is_the_same_bit_for_bit(string backend)
    {
        foreach (ShiftCase data in AdversarialShapes.Cases().Where(data => data.W < 20))
        {
            int number = SupportedBackends.Number(backend);
            (double[] gradX, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<float>(data, number);
            (double[] onlyX, double[] none, _) = ShiftRunner.Backward<float>(data, number, wantShifts: false);
            (double[] noX, double[] onlyAlpha, double[] onlyBeta) = ShiftRunner.Backward<float>(data, number, wantX: false);
            Assert.Equal(gradX, onlyX);
            Assert.Equal(gradAlpha, onlyAlpha);
            Assert.Equal(gradBeta, onlyBeta);
            Assert.Empty(none);
            Assert.Empty(noX);
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Pixels_that_no_output_depends_on_take_no_part_even_if_they_are_NaN(string backend)
    {
        foreach (ShiftCase data in AdversarialShapes.Cases())
        {
            // The right-hand derivative at an integer shift looks at all four neighbours, weight 0 or not.
            bool[] read = new bool[data.X.Length];
            data.ForEachOutput((plane, c, i, j, _) =>
            {
                double row = (i * data.Stride) + Math.Floor(data.Beta[c]), column = (j * data.Stride) + Math.Floor(data.Alpha[c]);
                foreach ((int r, int k) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
                {
                    if (data.IsInside(row + r, column + k))
                    {
                        read[data.InputIndex(plane, row + r, column + k)] = true;
                    }
                }
            });
            for (int k = 0; k < read.Length; k++)
            {
                data.X[k] = read[k] ? data.X[k] : double.NaN;
            }

            (_, double[] alpha, double[] beta) = ShiftRunner.Backward<double>(data, SupportedBackends.Number(backend));
            (ShiftOracle.Sum[] expectedAlpha, ShiftOracle.Sum[] expectedBeta) = ShiftOracle.GradShift(data);
            Tolerance.AssertClose(expectedAlpha, alpha, Tolerance.Double, $"{backend} {data} alpha");
            Tolerance.AssertClose(expectedBeta, beta, Tolerance.Double, $"{backend} {data} beta");
        }
    }

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Long_sums_of_floats_keep_their_precision(string backend)
    {
        // Equal terms are the worst case of a running sum: every addition errs in the same direction.
        ShiftCase data = ShiftCase.Create(1, 600, 500, 1, [(0.3, -0.6), (-0.9, 0.2)]);
        Array.Fill(data.GradY, (float)0.1);
        data.ForEachOutput((_, _, i, j, index) => data.X[index] = (float)((0.37 * i) + (0.73 * j)));
        (_, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<float>(data, SupportedBackends.Number(backend), wantX: false);
        (ShiftOracle.Sum[] alpha, ShiftOracle.Sum[] beta) = ShiftOracle.GradShift(data);
        Tolerance.AssertClose(alpha, gradAlpha, Tolerance.Single, $"{backend} alpha");
        Tolerance.AssertClose(beta, gradBeta, Tolerance.Single, $"{backend} beta");
    }

    private static void EqualsTheDefinition<T>(string backend)
        where T : unmanaged, IFloatingPoint<T>
    {
        foreach (ShiftCase data in AdversarialShapes.Cases())
        {
            double[] expectedX = ShiftOracle.GradX(data);
            (ShiftOracle.Sum[] expectedAlpha, ShiftOracle.Sum[] expectedBeta) = ShiftOracle.GradShift(data);
            foreach (Placement placement in Enum.GetValues<Placement>())
            {
                (double[] gradX, double[] gradAlpha, double[] gradBeta) =
                    ShiftRunner.Backward<T>(data, SupportedBackends.Number(backend), placement: placement);
                Tolerance.AssertClose(expectedX, gradX, Tolerance.Of<T>(), $"{backend} {data} {placement} x");
                Tolerance.AssertClose(expectedAlpha, gradAlpha, Tolerance.Of<T>(), $"{backend} {data} {placement} alpha");
                Tolerance.AssertClose(expectedBeta, gradBeta, Tolerance.Of<T>(), $"{backend} {data} {placement} beta");
            }
        }
    }
}
