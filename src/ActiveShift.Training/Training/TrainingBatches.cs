namespace ActiveShift.Training;

/// <summary>The batches of every epoch: in another order each, and augmented. Both follow from the seed and the epoch.</summary>
internal sealed class TrainingBatches(
    IImageSet images, ImageSize size, Augmentation augmentation, TrainingOptions options, int threads, BatchPlacement placement) : IDisposable
{
    // What the streams of the seed are for.
    private const long OrderStream = 1;
    private const long AugmentationStream = 2;

    private readonly BatchLoader _loader = new(images, size, options.BatchSize, threads, placement);
    private readonly BatchPlan _plan = new(images.Count, options.BatchSize);
    private readonly int[] _order = [.. Enumerable.Range(0, images.Count)];
    private int _epoch;

    /// <summary>Batches in a whole epoch.</summary>
    public int Count => _plan.Batches;

    /// <summary>The batches of an epoch; each is good until the next one is asked for.</summary>
    /// <param name="epoch">From 1; not below one that was asked for before.</param>
    /// <param name="first">How many to leave out at the start.</param>
    public IEnumerable<ImageBatch> Of(int epoch, int first)
    {
        // Every order is a shuffle of the one before it.
        while (_epoch < epoch)
            new SplitMix64(options.SeedOrDefault, OrderStream, ++_epoch).Shuffle(_order);
        long seed = (long)new SplitMix64(options.SeedOrDefault, AugmentationStream, epoch).Next();
        return _loader.Load(_order, augmentation, seed, first);
    }

    /// <summary>The images of a batch of the epoch that was last asked for.</summary>
    /// <param name="batch">From 0.</param>
    public ReadOnlyMemory<int> Images(int batch) => _order.AsMemory(_plan[batch]);

    public void Dispose() => _loader.Dispose();
}
