using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// What training minimises beside the labels' loss where there is a teacher (Hinton, Vinyals and Dean, "Distilling the
/// Knowledge in a Neural Network", 2015): (1 - w) · loss of the labels + w · T² · KL(teacher at temperature T ‖ network
/// at temperature T).
/// </summary>
internal sealed class DistillationLoss : IDisposable
{
    private readonly ClassWeightedMean _mean;
    private readonly double _weight;
    private readonly double _temperature;

    /// <param name="classWeights">One weight a class, or null where all count the same.</param>
    /// <param name="options">Weight and temperature.</param>
    /// <param name="device">Where logits and labels are.</param>
    public DistillationLoss(double[]? classWeights, TrainingOptions options, Device device)
    {
        _mean = new ClassWeightedMean(classWeights, device);
        _weight = options.TeacherWeight;
        _temperature = options.TeacherTemperature;
    }

    /// <summary>The mean over a batch, weighted by the classes of its images like the labels' loss.</summary>
    /// <param name="ofLabels">The labels' loss.</param>
    /// <param name="logits">[N, classes].</param>
    /// <param name="labels">[N], 64-bit integers.</param>
    /// <param name="teacher">The teacher's probabilities [N, classes].</param>
    public Tensor With(Tensor ofLabels, Tensor logits, Tensor labels, Tensor teacher)
    {
        using var scope = NewDisposeScope();
        // softmax(log p / T), which has no logarithm of a probability that is 0.
        var raised = teacher.pow(1 / _temperature);
        var target = raised / raised.sum(1, keepdim: true);
        var student = nn.functional.log_softmax(logits / _temperature, 1);
        // xlogy is 0 where the target is.
        var divergence = (target.xlogy(target) - target * student).sum(1);
        var mean = _mean.Of(divergence, labels);
        return (ofLabels * (1 - _weight) + mean * (_weight * _temperature * _temperature)).MoveToOuterDisposeScope();
    }

    public void Dispose() => _mean.Dispose();
}
