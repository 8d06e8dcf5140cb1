using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Batch normalisation, ReLU and the active shift in one pass over memory: on the CPU by a native function with its own gradients, in training
/// and in scoring; on a GPU in scoring alone, where the kernel of the shift normalises what it reads by the running statistics.
/// </summary>
internal static class NormalizedShift
{
    /// <summary>Whether it can stand for the two layers; not where something watches what the first is given.</summary>
    public static bool Takes(Tensor x, BatchNormalization normalization) =>
        normalization.Observer is null && (NormalizedShiftFunction.Takes(x) || TakesOnGpu(x, normalization));

    public static Tensor Apply(Tensor x, BatchNormalization normalization, ChannelShifts shifts)
    {
        ActiveShiftArguments.Check(x, shifts.Alpha, shifts.Beta, shifts.Stride);
        if (NormalizedShiftFunction.Takes(x))
            return NormalizedShiftFunction.Apply(x, normalization.Channels, shifts, normalization.training);
        using var scope = NewDisposeScope();
        var (scale, bias) = normalization.Merged();
        return ActiveShiftCudaFunction.ApplyNormalized(x, scale, bias, shifts.Alpha, shifts.Beta, shifts.Stride).MoveToOuterDisposeScope();
    }

    private static bool TakesOnGpu(Tensor x, BatchNormalization normalization) => !normalization.training && !is_grad_enabled() && CudaKernels.Take(x);
}
