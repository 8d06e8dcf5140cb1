using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>What training minimises: softmax cross-entropy, with label smoothing and class weights where the options have them.</summary>
internal sealed class TrainingLoss : IDisposable
{
    private readonly Tensor? _classWeights;
    private readonly double _labelSmoothing;

    /// <param name="classWeights">One weight a class, or null where all count the same.</param>
    /// <param name="labelSmoothing">Share of the target that is spread over all classes.</param>
    /// <param name="device">Where logits and labels are.</param>
    public TrainingLoss(double[]? classWeights, double labelSmoothing, Device device)
    {
        _classWeights = classWeights is null ? null : tensor([.. classWeights.Select(weight => (float)weight)], device: device).DetachFromDisposeScope();
        _labelSmoothing = labelSmoothing;
    }

    /// <summary>The mean over a batch, weighted by the classes of its images.</summary>
    /// <param name="logits">[N, classes].</param>
    /// <param name="labels">[N], 64-bit integers.</param>
    public Tensor Of(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels, _classWeights, label_smoothing: _labelSmoothing);

    public void Dispose() => _classWeights?.Dispose();
}
