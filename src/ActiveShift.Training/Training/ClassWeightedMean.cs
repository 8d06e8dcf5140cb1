using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The mean of what is said of each image of a batch, where an image counts as much as its class.</summary>
internal sealed class ClassWeightedMean : IDisposable
{
    /// <param name="classWeights">One weight a class, or null where all count the same.</param>
    /// <param name="device">Where values and labels are.</param>
    public ClassWeightedMean(double[]? classWeights, Device device) => ClassWeights = classWeights is null
        ? null
        : tensor([.. classWeights.Select(weight => (float)weight)], device: device).DetachFromDisposeScope();

    /// <summary>[classes], or null.</summary>
    public Tensor? ClassWeights { get; }

    /// <summary>The mean.</summary>
    /// <param name="values">[N].</param>
    /// <param name="labels">[N], 64-bit integers.</param>
    public Tensor Of(Tensor values, Tensor labels)
    {
        if (ClassWeights is null)
            return values.mean();
        using var scope = NewDisposeScope();
        var weights = ClassWeights.gather(0, labels);
        return values.mul(weights).sum().div(weights.sum()).MoveToOuterDisposeScope();
    }

    public void Dispose() => ClassWeights?.Dispose();
}
