using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Fits the classifier of a network with given weights alone, before the run that trains all of it; see
/// <see cref="TrainingOptions.HeadFirst"/>.
/// </summary>
internal static class HeadTraining
{
    /// <summary>Images that the classifier is fitted to at most, evenly spread over all.</summary>
    private const int MostImages = 20_000;

    /// <param name="task">The run's.</param>
    /// <param name="beginning">Its initial weights made ready for training.</param>
    /// <param name="options">How the run trains.</param>
    /// <param name="placement">Where.</param>
    /// <param name="threads">Threads for the images.</param>
    /// <param name="cancellationToken">Looked at while features are computed and before every fit.</param>
    /// <returns>The same weights with a classifier for the task's classes.</returns>
    public static NetworkWeights Fit(
        TrainingTask task, NetworkWeights beginning, TrainingOptions options, BatchPlacement placement, int threads,
        CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var generator = new Generator((ulong)options.SeedOrDefault);
        using var network = new AsResNet(task.Spec, generator);
        WeightTransfer.LoadWithNewClassifier(network, beginning);
        network.MoveTo(placement.Device);
        network.eval();
        var images = new SampledImages(task.Training, Math.Min(task.Training.Count, MostImages));
        var set = new FeatureSet(network, images, options.BatchSize, threads, placement.ForScoring, cancellationToken);
        long[] labels = [.. Enumerable.Range(0, set.Count).Select(i => (long)set.GetLabel(i))];
        var features = set.Features().to_type(ScalarType.Float64);
        var classWeights = ClassWeighting.Of(options, task.Training, task.Spec.Classes);
        var imageWeights = tensor(labels.Select(label => classWeights?[label] ?? 1).ToArray());

        var mean = features.mean([0]);
        // What is the same for all images tells nothing; 1 keeps it from being divided by 0.
        var deviation = features.std([0], unbiased: false);
        deviation = deviation.where(deviation > 0, ones_like(deviation));
        var inputs = (features - mean) / deviation;
        double penalty = options.HeadPenalty
            ?? PenaltyChoice.Of(inputs, labels, imageWeights, task.Spec.Classes, cancellationToken);
        using var regression = new SoftmaxRegression(inputs, tensor(labels), imageWeights, task.Spec.Classes);
        var fitted = regression.Fit(penalty, start: null);

        var weight = fitted[..^1] / deviation.unsqueeze(1);
        var bias = fitted[-1] - mean.matmul(weight);
        var tensors = WeightTransfer.Tensors(network);
        tensors[NetworkTensors.ClassifierWeight].copy_(weight.t());
        tensors[NetworkTensors.ClassifierBias].copy_(bias);
        return network.Export();
    }
}
