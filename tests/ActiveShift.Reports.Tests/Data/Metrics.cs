using ActiveShift.Training;

namespace ActiveShift.Reports.Tests.Data;

/// <summary>Metrics by hand.</summary>
internal static class Metrics
{
    public static TrainingMetrics Epoch(
        int epoch, double loss, double? validationLoss = null, double learningRate = 0.1, double[]? shifts = null, int? batch = null) => new()
        {
            Epoch = epoch,
            Batch = batch,
            Loss = loss,
            Accuracy = 1 / (1 + loss),
            ValidationLoss = validationLoss,
            ValidationAccuracy = validationLoss is { } v ? 1 / (1 + v) : null,
            LearningRate = learningRate,
            ImagesPerSecond = 100,
            MeanAbsoluteShift = shifts ?? [0, 0, 0],
            MaxAbsoluteShift = shifts ?? [0, 0, 0],
            Seconds = 2000,
            DataWaitShare = 0,
        };
}
