using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// The active shift composed of torch's own operators: several times slower than the native kernel, used where that is absent. It works on any device.
/// </summary>
/// <remarks>
/// Bilinear interpolation separates into a vertical and a horizontal linear one. Each gathers the two neighbours of every output
/// row (column); torch differentiates it. The fraction's gradient is the right-hand derivative because the floor is constant.
/// </remarks>
internal static class ActiveShiftComposition
{
    public static Tensor Apply(Tensor x, Tensor alpha, Tensor beta, int stride)
    {
        using var scope = NewDisposeScope();
        var rows = Interpolate(x, dim: 2, beta, stride);
        return Interpolate(rows, dim: 3, alpha, stride).MoveToOuterDisposeScope();
    }

    /// <summary>Linear interpolation along one image dimension: out[.., i, ..] is the input at position i·stride + shift[c].</summary>
    private static Tensor Interpolate(Tensor x, int dim, Tensor shift, int stride)
    {
        long size = x.shape[dim];
        long outputSize = (size - 1) / stride + 1;
        var floor = shift.detach().floor();
        // Beyond the image all is 0 anyway; the clamp keeps the index arithmetic small. What is not finite gives NaN by its
        // fraction.
        var origin = floor.masked_fill(floor.ne(floor), 0).clamp(-size - 1, size + 1).to_type(ScalarType.Int64);
        var first = origin.unsqueeze(1) + (arange(outputSize, ScalarType.Int64, x.device) * stride).unsqueeze(0);
        var fraction = (shift - floor).view(Broadcast(shift.shape[0], 1, dim));

        var low = Gather(x, dim, first, size);
        var high = Gather(x, dim, first + 1, size);
        return low * (1 - fraction) + high * fraction;
    }

    /// <summary>The input at the positions [C, outputs] along a dimension; 0 where a position is outside.</summary>
    private static Tensor Gather(Tensor x, int dim, Tensor positions, long size)
    {
        long[] shape = Broadcast(positions.shape[0], positions.shape[1], dim);
        long[] expanded = [.. x.shape];
        expanded[dim] = positions.shape[1];
        var nearest = positions.clamp(0, size - 1);
        var outside = positions.ne(nearest).view(shape);
        var index = nearest.view(shape).expand(expanded);
        return x.gather(dim, index).masked_fill(outside, 0);
    }

    private static long[] Broadcast(long channels, long length, int dim) => dim == 2 ? [1, channels, length, 1] : [1, channels, 1, length];
}
