using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Batch normalisation by the running statistics, ReLU and the active shift in one pass over a GPU's memory instead of three, for scoring: the
/// kernel normalises what it reads.
/// </summary>
internal static class NormalizedShift
{
    /// <summary>Whether it can stand for the two layers.</summary>
    public static bool Takes(Tensor x, BatchNormalization normalization) => !normalization.training && !is_grad_enabled() && CudaKernels.Take(x);

    public static Tensor Apply(Tensor x, BatchNormalization normalization, ActiveShiftLayer shift)
    {
        using var scope = NewDisposeScope();
        var (scale, bias) = normalization.Merged();
        return ActiveShiftCudaFunction.ApplyNormalized(x, scale, bias, shift.Alpha, shift.Beta, shift.Stride).MoveToOuterDisposeScope();
    }
}
