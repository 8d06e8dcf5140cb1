using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>The shift of max(0, x*scale + bias), which is 0 outside the image, whatever the bias.</summary>
public class ForwardReluKernelTests
{
    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void Equals_the_definition_after_batch_normalisation_and_ReLU(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        foreach (ShiftCase data in AdversarialShapes.Cases().Where(data => data.W < 70 && data.H < 60))
        {
            _ = KernelRunner.Rounded(data, storage);
            (float[] scale, float[] bias) = ScaleAndBias(data.C);
            ShiftCase activated = ShiftCase.Create(data.N, data.H, data.W, data.Stride, [.. data.Alpha.Zip(data.Beta)]);
            for (int k = 0; k < data.X.Length; k++)
            {
                int c = k / (data.H * data.W) % data.C;
                activated.X[k] = Math.Max(0, (data.X[k] * scale[c]) + bias[c]);
            }

            double[] expected = ShiftOracle.Forward(activated);
            foreach (KernelRun run in KernelRun.All(storage, order, data.Stride))
            {
                KernelTolerance.AssertClose(expected, KernelRunner.Forward(data, run, scale, bias), storage, $"{data} {run}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelCombinations.All), MemberType = typeof(KernelCombinations))]
    public void NaN_stays_NaN(string format, string layout)
    {
        (StorageFormat storage, KernelLayout order) = KernelCombinations.Parse(format, layout);
        ShiftCase data = ShiftCase.Create(1, 4, 4, 1, [(0.5, 0), (1, 1)]);
        Array.Fill(data.X, double.NaN);
        foreach (KernelRun run in KernelRun.All(storage, order, 1))
        {
            double[] y = KernelRunner.Forward(data, run, [1, 1], [0, 0]);
            data.ForEachOutput((_, c, i, j, index) => Assert.Equal(c == 0 || (i < 3 && j < 3), double.IsNaN(y[index])));
        }
    }

    // Positive and negative ones of both, so that some channels are cut and some are not.
    private static (float[] Scale, float[] Bias) ScaleAndBias(int channels)
    {
        Random random = new(5);
        return ([.. Enumerable.Range(0, channels).Select(_ => (random.NextSingle() * 2) - 1)],
            [.. Enumerable.Range(0, channels).Select(_ => (random.NextSingle() * 2) - 1)]);
    }
}
