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
        var sample = new Sample(training, Math.Min(training.Count, LargestSample));
        using var loader = new BatchLoader(sample, size, options.BatchSize, threads, BatchPlacement.Cpu);
        foreach (var batch in loader.Load(Enumerable.Range(0, sample.Count).ToArray(), Augmentation.None, seed: 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var images = batch.ImageTensor();
            split.Measure(images);
        }
        return split.Split();
    }

    /// <summary>Some of the images of a set, evenly spread over it.</summary>
    private sealed class Sample(IImageSet images, int count) : IImageSet
    {
        public int Count => count;

        public int GetLabel(int index) => images.GetLabel(Place(index));

        public void CopyImage(int index, Span<float> chw) => images.CopyImage(Place(index), chw);

        private int Place(int index) => (int)((long)index * images.Count / count);
    }
}
