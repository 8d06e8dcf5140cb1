using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>Half a pixel between two numbers is exact in float32: what is stored is that, rounded once to nearest, ties to even.</summary>
public class StorageRoundingTests
{
    [Theory]
    [InlineData("Float16")]
    [InlineData("BFloat16")]
    public void Halves_of_neighbouring_numbers_are_rounded_to_nearest_ties_to_even(string format)
    {
        StorageFormat storage = Enum.Parse<StorageFormat>(format);

        // A row of increasing finite numbers of the format, patterns 1, 3, 5 and 64 apart: ties and all remainders occur.
        double[] row =
        [
            .. Patterns(0x3400, 1).Concat(Patterns(0x3a01, 3)).Concat(Patterns(0, 5)).Concat(Patterns(0x8000, 64)).Select(k => storage.Decode(k)).Where(double.IsFinite),
        ];
        ShiftCase data = ShiftCase.Create(1, 1, row.Length, 1, [(0.5, 0)]);
        row.CopyTo(data.X, 0);
        foreach (KernelRun run in KernelRun.All(storage, KernelLayout.Nchw, 1))
        {
            double[] y = KernelRunner.Forward(data, run);
            for (int k = 0; k + 1 < row.Length; k++)
            {
                double exact = (float)((row[k] / 2) + (row[k + 1] / 2));
                Assert.Equal(storage.Round(exact), y[k]);
            }
        }
    }

    [Theory]
    [InlineData("Float16")]
    [InlineData("BFloat16")]
    public void Every_number_of_the_format_is_copied(string format)
    {
        StorageFormat storage = Enum.Parse<StorageFormat>(format);
        ShiftCase data = ShiftCase.Create(1, 256, 256, 1, [(0, 0)]);
        for (int k = 0; k < data.X.Length; k++)
        {
            data.X[k] = storage.Decode((uint)k);
        }

        Assert.Equal(data.X, KernelRunner.Forward(data, new(storage, KernelLayout.Nchw)));
    }

    private static IEnumerable<uint> Patterns(int first, int step) => Enumerable.Range(0, 500).Select(k => (uint)(first + (k * step)));
}
