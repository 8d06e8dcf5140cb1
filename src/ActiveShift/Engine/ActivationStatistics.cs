using ActiveShift.Engine;

namespace ActiveShift;

/// <summary>
/// What scoring in 8 bits must know of a network's activations: by channel, the largest value and the mean that they have on images
/// like those to be scored. Immutable.
/// </summary>
/// <remarks>
/// An activation is what a convolution reads, after batch normalisation and ReLU, so it is never negative. The statistics are those of the
/// float32 network, and do not depend on the processor that took them but for rounding: they may be kept and used elsewhere.
/// </remarks>
public sealed unsafe class ActivationStatistics
{
    private readonly float[] _largest;
    private readonly float[] _mean;

    /// <summary>Takes a copy of statistics that were kept.</summary>
    /// <param name="spec">The network that they were measured on.</param>
    /// <param name="largest">As <see cref="Largest"/>.</param>
    /// <param name="mean">As <see cref="Mean"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer than the network has channels, or one is negative or not finite.</exception>
    public ActivationStatistics(NetworkSpec spec, ReadOnlySpan<float> largest, ReadOnlySpan<float> mean)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Check(largest, LargestCount(spec), nameof(largest));
        Check(mean, MeanCount(spec), nameof(mean));
        _largest = largest.ToArray();
        _mean = mean.ToArray();
    }

    /// <summary>
    /// The largest values, in the order of the forward pass: of the stem's outputs; then for each block of what is shifted
    /// [<see cref="BlockSpec.MiddleWidth"/>], and of the block's outputs [<see cref="BlockSpec.OutputWidth"/>].
    /// </summary>
    public ReadOnlySpan<float> Largest => _largest;

    /// <summary>
    /// The means, in the order of the forward pass: of the stem's outputs; then for each block of what its second convolution reads, which is
    /// the shifted channels [<see cref="BlockSpec.MiddleWidth"/>] and, where the shortcut is a convolution, the shortcut's input
    /// [<see cref="BlockSpec.InputWidth"/>], and of the block's outputs [<see cref="BlockSpec.OutputWidth"/>].
    /// </summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Runs a network in float32 over images and takes the statistics of its activations.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="images">
    /// Preprocessed images, one or more an item, [n, channels, height, width], like those to be scored: some hundreds do well. An item is
    /// used before the next one is asked for, so the same memory may serve all.
    /// </param>
    /// <param name="threads">
    /// Threads to use at most, 1 to 256; 0, the default, means one per processor. The result does not depend on it, nor on how the images
    /// are dealt out to items; items of as many images as there are threads keep all of them busy.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are no images, an item is no whole number of images, or a pixel, a shift or an activation is not finite.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The version of the engine that <c>ACTIVESHIFT_INSTRUCTION_SET</c> asks for is unknown or can't run here.
    /// </exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public static ActivationStatistics Measure(NetworkWeights weights, IEnumerable<ReadOnlyMemory<float>> images, int threads = 0) =>
        Measure(weights, images, threads, version: null);

    /// <summary>The same with an entry of the dispatch table, by name; null for the best one.</summary>
    internal static ActivationStatistics Measure(NetworkWeights weights, IEnumerable<ReadOnlyMemory<float>> images, int threads, string? version)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(images);
        threads = EngineThreads.Resolve(threads);
        var spec = weights.Spec;
        using var meter = NetworkCompiler.StartMeter(weights, version);
        bool any = false;
        foreach (var item in images)
        {
            Add(meter, spec, item.Span, threads);
            any = true;
        }
        if (!any)
            throw new ArgumentException("There are no images to measure; expected one or more.", nameof(images));
        float[] values = new float[LargestCount(spec) + MeanCount(spec)];
        meter.Read(values);
        if (Array.FindIndex(values, value => !float.IsFinite(value)) is >= 0 and var at)
            throw new ArgumentException($"An activation is {values[at]} on these images: pixels or weights are too large.", nameof(images));
        return new ActivationStatistics(spec, values.AsSpan(0, LargestCount(spec)), values.AsSpan(LargestCount(spec)));
    }

    /// <summary>How many largest values a network has.</summary>
    internal static int LargestCount(NetworkSpec spec) =>
        spec.Stem.Width + spec.Stages.Sum(stage => stage.Sum(block => block.MiddleWidth + block.OutputWidth));

    /// <summary>How many means a network has.</summary>
    internal static int MeanCount(NetworkSpec spec) => spec.Stem.Width + spec.Stages.Sum(stage => stage.Sum(
        block => block.MiddleWidth + (block.HasProjection ? block.InputWidth : 0) + block.OutputWidth));

    private static void Add(IActivationMeter meter, NetworkSpec spec, ReadOnlySpan<float> images, int threads)
    {
        long size = (long)spec.Channels * spec.Height * spec.Width;
        if (images.IsEmpty || images.Length % size != 0)
        {
            throw new ArgumentException(
                $"An item has {images.Length} values; expected one or more images of {spec.Channels}×{spec.Height}×{spec.Width}, which are {size} each.",
                nameof(images));
        }
        // Checked here, as a ReLU makes 0 of a pixel that is no number.
        for (int i = 0; i < images.Length; i++)
        {
            if (!float.IsFinite(images[i]))
                throw new ArgumentException($"An image has a value of {images[i]} at {i % size}; expected finite numbers.", nameof(images));
        }
        fixed (float* pinned = images)
            meter.Add(pinned, images.Length / size, threads);
    }

    private static void Check(ReadOnlySpan<float> values, int expected, string name)
    {
        if (values.Length != expected)
            throw new ArgumentException($"{name} has {values.Length} values; the network has {expected}.", name);
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) || values[i] < 0)
                throw new ArgumentException($"{name} is {values[i]} at {i}; expected a finite number of at least 0.", name);
        }
    }
}
