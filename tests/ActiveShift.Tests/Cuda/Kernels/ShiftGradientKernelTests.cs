using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

public class ShiftGradientKernelTests
{
    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void Equals_the_definition(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach (ShiftCase data in AdversarialShapes.Cases())
        {
            (ShiftOracle.Sum[] alpha, ShiftOracle.Sum[] beta) = ShiftOracle.GradShift(KernelRunner.Rounded(data, storage));
            foreach (KernelRun run in KernelRun.All(storage, order, data.Stride))
            {
                (double[] gradAlpha, double[] gradBeta) = KernelRunner.ShiftGradient(data, run);
                Tolerance.AssertClose(alpha, gradAlpha, Tolerance.Single, $"{data} {run} alpha");
                Tolerance.AssertClose(beta, gradBeta, Tolerance.Single, $"{data} {run} beta");
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void Threads_in_another_order_give_the_same_bits(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach ((int n, int h, int w, int stride) in new[] { (5, 14, 14, 1), (3, 7, 7, 1), (2, 33, 30, 2), (9, 1, 1, 1) })
        {
            ShiftCase data = KernelRunner.Rounded(ShiftCase.Create(n, h, w, stride, AdversarialShapes.Shifts(h, w)), storage);
            foreach (KernelRun run in KernelRun.All(storage, order, stride))
            {
                (double[] alpha, double[] beta) = KernelRunner.ShiftGradient(data, run);
                (double[] reversedAlpha, double[] reversedBeta) = KernelRunner.ShiftGradient(data, run with { Reversed = true });
                Assert.Equal(alpha, reversedAlpha);
                Assert.Equal(beta, reversedBeta);
            }
        }
    }

    [Theory]
    [InlineData("Nchw")]
    [InlineData("Nhwc")]
    public void Long_sums_of_floats_keep_their_precision(string layout)
    {
        // Equal terms are the worst case of a running sum: every addition errs in the same direction.
        ShiftCase data = ShiftCase.Create(1, 600, 500, 1, [(0.3, -0.6), (-0.9, 0.2)]);
        Array.Fill(data.GradY, (float)0.1);
        data.ForEachOutput((_, _, i, j, index) => data.X[index] = (float)((0.37 * i) + (0.73 * j)));
        KernelRun run = new(StorageFormat.Float32, Enum.Parse<KernelLayout>(layout), Multiprocessors: 1);
        (double[] gradAlpha, double[] gradBeta) = KernelRunner.ShiftGradient(data, run);
        (ShiftOracle.Sum[] alpha, ShiftOracle.Sum[] beta) = ShiftOracle.GradShift(data);
        Tolerance.AssertClose(alpha, gradAlpha, Tolerance.Single, "alpha");
        Tolerance.AssertClose(beta, gradBeta, Tolerance.Single, "beta");
    }
}
