using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

public class ForwardKernelTests
{
    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void Equals_the_definition(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach (ShiftCase data in AdversarialShapes.Cases())
        {
            double[] expected = ShiftOracle.Forward(KernelRunner.Rounded(data, storage));
            foreach (KernelRun run in KernelRun.All(storage, order, data.Stride))
            {
                KernelTolerance.AssertClose(expected, KernelRunner.Forward(data, run), storage, $"{data} {run}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void Pixels_that_no_output_depends_on_take_no_part_even_if_they_are_NaN(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach (ShiftCase data in AdversarialShapes.Cases().Where(data => data.W < 40))
        {
            double[] expected = ShiftOracle.Forward(KernelRunner.Rounded(data, storage));
            bool[] read = new bool[data.X.Length];
            data.ForEachOutput((plane, c, i, j, _) => ShiftOracle.ForEachNeighbour(data, c, i, j, (row, column, weight) =>
            {
                if (weight != 0 && data.IsInside(row, column))
                {
                    read[data.InputIndex(plane, row, column)] = true;
                }
            }));
            for (int k = 0; k < read.Length; k++)
            {
                data.X[k] = read[k] ? data.X[k] : double.NaN;
            }

            foreach (KernelRun run in KernelRun.All(storage, order, data.Stride))
            {
                KernelTolerance.AssertClose(expected, KernelRunner.Forward(data, run), storage, $"{data} {run}");
            }
        }
    }
}
