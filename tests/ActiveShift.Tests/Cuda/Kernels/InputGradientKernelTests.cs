using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

public class InputGradientKernelTests
{
    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void Equals_the_definition(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach (ShiftCase data in AdversarialShapes.Cases())
        {
            double[] expected = ShiftOracle.GradX(KernelRunner.Rounded(data, storage));
            foreach (KernelRun run in KernelRun.All(storage, order, data.Stride))
            {
                KernelTolerance.AssertClose(expected, KernelRunner.InputGradient(data, run), storage, $"{data} {run}");
            }
        }
    }
}
