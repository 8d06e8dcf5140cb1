using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Images and labels of one step, in buffers that are used again for a later batch.</summary>
internal sealed class ImageBatch(int capacity, ImageSize size)
{
    private readonly float[] _images = new float[checked(capacity * size.Length)];
    private readonly long[] _labels = new long[capacity];

    public int Count { get; private set; }

    public ReadOnlySpan<long> Labels => _labels.AsSpan(0, Count);

    /// <summary>Reads images and augments them; on several threads, with the same result for any number of them.</summary>
    /// <param name="images">Where from.</param>
    /// <param name="indices">Which.</param>
    /// <param name="augmentation">What is done to each.</param>
    /// <param name="seed">Seed of the crops and flips; with an image's index it says what happens to that image.</param>
    /// <param name="threads">The most threads to use.</param>
    public void Fill(IImageSet images, ReadOnlyMemory<int> indices, Augmentation augmentation, long seed, int threads)
    {
        Count = indices.Length;
        Parallel.For(
            0,
            Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new float[size.Length],
            (slot, _, scratch) =>
            {
                int index = indices.Span[slot];
                _labels[slot] = images.GetLabel(index);
                var destination = _images.AsSpan(slot * size.Length, size.Length);
                var random = new SplitMix64(seed, index);
                augmentation.Read(images, index, size, destination, scratch, ref random);
                return scratch;
            },
            _ => { });
    }

    /// <summary>The images as a tensor [N, C, H, W].</summary>
    public Tensor ImageTensor()
    {
        var tensor = empty([Count, size.Channels, size.Height, size.Width], ScalarType.Float32);
        _images.AsSpan(0, Count * size.Length).CopyTo(TensorMemory.Span(tensor));
        return tensor;
    }

    /// <summary>The labels as a tensor [N].</summary>
    public Tensor LabelTensor() => tensor(Labels.ToArray(), ScalarType.Int64);
}
