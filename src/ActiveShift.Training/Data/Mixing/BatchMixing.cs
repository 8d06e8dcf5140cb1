namespace ActiveShift.Training;

/// <summary>
/// Mixup (Zhang et al., ICLR 2018) and CutMix (Yun et al., ICCV 2019): the images of a batch are mixed in pairs. One of
/// the two is drawn for each batch where the options have both.
/// </summary>
internal sealed class BatchMixing
{
    /// <summary>Tells a batch's stream from those of images, which are numbered from 0.</summary>
    private const long Stream = -1;

    private readonly double _mixupAlpha;
    private readonly double _cutMixAlpha;

    private BatchMixing(double mixupAlpha, double cutMixAlpha) =>
        (_mixupAlpha, _cutMixAlpha) = (mixupAlpha, cutMixAlpha);

    /// <summary>What the options ask for, or null for nothing.</summary>
    public static BatchMixing? Of(TrainingOptions options) =>
        options is { MixupAlpha: 0, CutMixAlpha: 0 } ? null : new(options.MixupAlpha, options.CutMixAlpha);

    /// <summary>Draws how a batch is mixed.</summary>
    /// <param name="seed">The epoch's seed.</param>
    /// <param name="firstImage">Index of the batch's first image, which no other batch of the epoch has.</param>
    /// <param name="count">Images of the batch.</param>
    /// <param name="size">Their size.</param>
    public BatchMixture Draw(long seed, int firstImage, int count, ImageSize size)
    {
        var random = new SplitMix64(seed, Stream, firstImage);
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        bool cuts = _mixupAlpha == 0 || (_cutMixAlpha > 0 && random.Next(2) == 1);
        double share = SymmetricBeta.Draw(cuts ? _cutMixAlpha : _mixupAlpha, ref random);
        if (!cuts)
            return new BatchMixture(order, share, Cut: null);
        var cut = DrawCut(1 - share, size, ref random);
        return new BatchMixture(order, 1 - (double)cut.Height * cut.Width / (size.Height * size.Width), cut);
    }

    /// <summary>A rectangle of the image's shape about a centre anywhere in it, as far as it lies within.</summary>
    private static ImageRegion DrawCut(double area, ImageSize size, ref SplitMix64 random)
    {
        double side = Math.Sqrt(area);
        var (top, bottom) = Around(random.Next(size.Height), (int)(size.Height * side), size.Height);
        var (left, right) = Around(random.Next(size.Width), (int)(size.Width * side), size.Width);
        return new ImageRegion(top, left, bottom - top, right - left);
    }

    private static (int From, int To) Around(int centre, int length, int end) =>
        (Math.Max(0, centre - length / 2), Math.Min(end, centre - length / 2 + length));
}
