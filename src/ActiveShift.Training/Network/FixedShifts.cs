using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The values of shifts that are not trained (paper, section 4.2; ShiftNet: Wu et al., CVPR 2018).</summary>
internal static class FixedShifts
{
    private const int Side = 3;

    public static Tensor Horizontal(SpatialLayer kind, int channels, Generator generator) => Values(kind, channels, group => group % Side - 1, generator);

    public static Tensor Vertical(SpatialLayer kind, int channels, Generator generator) => Values(kind, channels, group => group / Side - 1, generator);

    private static Tensor Values(SpatialLayer kind, int channels, Func<int, int> offset, Generator generator)
    {
        using var scope = NewDisposeScope();
        var values = kind switch
        {
            SpatialLayer.SampledShift => Normal(channels, generator),
            SpatialLayer.SampledIntegerShift => Normal(channels, generator).round(),
            SpatialLayer.GroupedShift => tensor(Grouped(channels, offset)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The shifts of this kind are not fixed."),
        };
        // A buffer belongs to its module, whatever scope it is made in.
        return values.DetachFromDisposeScope();
    }

    private static Tensor Normal(int channels, Generator generator) => empty([channels], ScalarType.Float32).normal_(0, 1, generator);

    private static float[] Grouped(int channels, Func<int, int> offset)
    {
        const int groups = Side * Side;
        int size = channels / groups;
        return [.. Enumerable.Range(0, channels).Select(c => c < size * groups ? (float)offset(c / size) : 0)];
    }
}
