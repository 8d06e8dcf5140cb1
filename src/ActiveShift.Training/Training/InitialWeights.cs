namespace ActiveShift.Training;

/// <summary>Makes given weights ready for training.</summary>
internal static class InitialWeights
{
    /// <summary>Images on which merged batch normalisation is measured.</summary>
    private const int LargestSample = 1024;

    /// <summary>Splits batch normalisation that was merged (as in the authors' Caffe files) in the stages that are trained; see <see cref="BatchNormSplit"/>.</summary>
    public static NetworkWeights Prepare(
        NetworkWeights weights, IImageSet training, ImageSize size, TrainingOptions options, int threads, CancellationToken cancellationToken)
    {
        var rates = new StageLearningRates(weights.Spec, options);
        using var split = new BatchNormSplit(weights, tensor => rates.Of(tensor) != 0);
        if (!split.IsNeeded)
            return weights;
        var sample = new SampledImages(training, Math.Min(training.Count, LargestSample));
        using var loader = new BatchLoader(sample, size, options.BatchSize, threads, BatchPlacement.Cpu);
        foreach (var batch in loader.Load(Enumerable.Range(0, sample.Count).ToArray(), Augmentation.None, seed: 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var images = batch.ImageTensor();
            split.Measure(images);
        }
        return split.Split();
    }
}
