using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>What training minimises: softmax cross-entropy, with label smoothing and class weights where the options have them.</summary>
internal sealed class TrainingLoss : IDisposable
{
    private readonly ClassWeightedMean _mean;
    private readonly double _labelSmoothing;

    /// <param name="classWeights">One weight a class, or null where all count the same.</param>
    /// <param name="labelSmoothing">Share of the target that is spread over all classes.</param>
    /// <param name="device">Where logits and labels are.</param>
    public TrainingLoss(double[]? classWeights, double labelSmoothing, Device device)
    {
        _mean = new ClassWeightedMean(classWeights, device);
        _labelSmoothing = labelSmoothing;
    }

    /// <summary>The mean over a batch, weighted by the classes of its images.</summary>
    /// <param name="logits">[N, classes].</param>
    /// <param name="labels">[N], 64-bit integers.</param>
    public Tensor Of(Tensor logits, Tensor labels)
    {
        if (_mean.ClassWeights is null || _labelSmoothing == 0)
            return nn.functional.cross_entropy(logits, labels, _mean.ClassWeights, label_smoothing: _labelSmoothing);

        // torch weights the smoothed target class by class: the small share of it that goes to a rare class, times that class's large weight, would
        // outweigh the label itself in every image of a frequent class. Here an image counts as much as its class, smoothed or not.
        using var scope = NewDisposeScope();
        var losses = nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None, label_smoothing: _labelSmoothing);
        return _mean.Of(losses, labels).MoveToOuterDisposeScope();
    }

    /// <summary>The loss of mixed images: the two classes' losses, weighted by what they have of an image.</summary>
    /// <param name="logits">[N, classes].</param>
    /// <param name="labels">[N], the classes of the larger parts.</param>
    /// <param name="others">[N], the classes of the smaller parts: the same as the labels, in another order, so that
    /// both losses are divided by the same sum of class weights.</param>
    /// <param name="share">What the larger part counts, 0.5 to 1.</param>
    public Tensor Of(Tensor logits, Tensor labels, Tensor others, double share)
    {
        using var scope = NewDisposeScope();
        return Of(logits, labels).mul(share).add(Of(logits, others).mul(1 - share)).MoveToOuterDisposeScope();
    }

    public void Dispose() => _mean.Dispose();
}
