using ActiveShift.Training;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>Trains candidates, all on the same images, which were read once.</summary>
/// <param name="host">Knows of ML.NET's own cancellation.</param>
/// <param name="task">The network, the images and the weights to begin with.</param>
/// <param name="fullEpochs">Epochs of the base.</param>
/// <param name="seed">The seed of every trial: the same beginning and the same order make them comparable.</param>
/// <param name="gpu">Where; null for the CPU.</param>
/// <param name="cancellationToken">Ends a trial.</param>
internal sealed class TuningTraining(
    IHost host, TrainingTask task, int fullEpochs, int seed, int? gpu, CancellationToken cancellationToken)
{
    /// <summary>Trains one and measures it after its last epoch; null where it diverges.</summary>
    public TuningScore? Train(TuningCandidate candidate, int epochs)
    {
        // A whole schedule is what is compared, so neither an early end nor the weights of an epoch before the last.
        var training = candidate.Lasting(epochs, fullEpochs) with
        {
            Epochs = epochs,
            Iterations = null,
            Seed = seed,
            EarlyStopping = null,
            KeepBest = false,
            Checkpoint = null,
            ResumeFrom = null,
            GpuDeviceId = gpu,
            ReportBatches = true,
        };
        try
        {
            var metrics = NetworkTrainer.Train(
                task.Spec, task.Training, task.Validation, training, _ => host.ThrowIfCanceled(), task.InitialWeights,
                cancellationToken).Metrics;
            return metrics.ValidationLoss is { } loss && double.IsFinite(loss)
                ? new TuningScore(loss, metrics.ValidationAccuracy ?? 0)
                : null;
        }
        catch (TrainingDivergedException)
        {
            return null;
        }
    }
}
