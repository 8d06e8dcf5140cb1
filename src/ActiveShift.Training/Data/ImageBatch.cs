using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Images and labels of one step, in buffers that are used again for a later batch.</summary>
/// <remarks>
/// For a GPU the buffers are pinned: copies from them are queued and not waited for. A step waits for its loss, so its copies are over before its
/// buffers are filled again.
/// </remarks>
internal sealed class ImageBatch : IDisposable
{
    private readonly float[] _images;
    private readonly long[] _labels;
    private readonly Tensor? _pinnedImages;
    private readonly Tensor? _pinnedLabels;
    private readonly ImageSize _size;
    private readonly BatchPlacement _placement;
    private readonly TeacherBatch _teacher = new();

    /// <param name="capacity">The most images.</param>
    /// <param name="size">Of an image.</param>
    /// <param name="placement">Where the tensors go.</param>
    public ImageBatch(int capacity, ImageSize size, BatchPlacement placement)
    {
        _size = size;
        _placement = placement;
        _labels = new long[capacity];
        if (!placement.IsOnGpu)
        {
            _images = new float[checked(capacity * size.Length)];
            return;
        }
        _images = [];
        _pinnedImages = Pinned([capacity, size.Channels, size.Height, size.Width], ScalarType.Float32);
        _pinnedLabels = Pinned([capacity], ScalarType.Int64);
    }

    public int Count { get; private set; }

    /// <summary>The classes of the images; of their larger parts, where they are mixed.</summary>
    public ReadOnlySpan<long> Labels => _labels.AsSpan(0, Count);

    /// <summary>The classes of the smaller parts, where the images are mixed; else null.</summary>
    public MixedLabels? Mixed { get; private set; }

    /// <summary>Reads images and augments them; on several threads, with the same result for any number of them.</summary>
    /// <param name="images">Where from.</param>
    /// <param name="indices">Which.</param>
    /// <param name="augmentation">What is done to each.</param>
    /// <param name="seed">Seed of the crops and flips; with an image's index it says what happens to that image.</param>
    /// <param name="threads">The most threads to use.</param>
    public void Fill(IImageSet images, ReadOnlyMemory<int> indices, Augmentation augmentation, long seed, int threads)
    {
        Count = indices.Length;
        _teacher.Fill(images, indices.Span);
        Parallel.For(
            0,
            Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new float[_size.Length],
            (slot, _, scratch) =>
            {
                int index = indices.Span[slot];
                _labels[slot] = images.GetLabel(index);
                var destination = Image(slot);
                var random = new SplitMix64(seed, index);
                augmentation.Read(images, index, _size, destination, scratch, ref random);
                return scratch;
            },
            _ => { });
        Mixed = augmentation.Mixing is { } mixing && Count > 0
            ? Mix(mixing.Draw(seed, indices.Span[0], Count, _size), threads)
            : null;
        if (_pinnedLabels is not null)
            Labels.CopyTo(MemoryMarshal.Cast<byte, long>(_pinnedLabels.bytes));
    }

    /// <summary>The images as a tensor [N, C, H, W] where they are computed.</summary>
    public Tensor ImageTensor()
    {
        if (_pinnedImages is not null)
            return _placement.Place(_pinnedImages.narrow(0, 0, Count));
        var tensor = empty([Count, _size.Channels, _size.Height, _size.Width], ScalarType.Float32);
        Pixels()[..(Count * _size.Length)].CopyTo(TensorMemory.Span(tensor));
        return _placement.Place(tensor);
    }

    /// <summary>The labels as a tensor [N] where the loss is computed.</summary>
    public Tensor LabelTensor()
    {
        if (_pinnedLabels is null)
            return tensor(Labels.ToArray(), ScalarType.Int64);
        using var labels = _pinnedLabels.narrow(0, 0, Count);
        return labels.to(_placement.Device, non_blocking: true);
    }

    /// <summary>
    /// The teacher's probabilities as a tensor [N, classes] where the loss is computed, or null without a teacher.
    /// </summary>
    public Tensor? TeacherTensor() => _teacher.ToTensor(_placement.Device);

    /// <summary><see cref="MixedLabels.Others"/> as a tensor [N] where the loss is computed.</summary>
    public Tensor OtherLabelTensor(MixedLabels mixed) => tensor(mixed.Others, ScalarType.Int64, _placement.Device);

    public void Dispose()
    {
        _pinnedImages?.Dispose();
        _pinnedLabels?.Dispose();
    }

    private static Tensor Pinned(long[] shape, ScalarType type)
    {
        using var pageable = empty(shape, type);
        return pageable.pin_memory().DetachFromDisposeScope();
    }

    private MixedLabels Mix(BatchMixture mixture, int threads)
    {
        Parallel.For(0, mixture.Pairs, new ParallelOptions { MaxDegreeOfParallelism = threads }, pair =>
        {
            var (a, b) = mixture.Pair(pair);
            mixture.Mix(Image(a), Image(b), _size);
        });
        _teacher.Mix(mixture);
        return MixedLabels.Of(_labels.AsSpan(0, Count), mixture);
    }

    private Span<float> Image(int slot) => Pixels().Slice(slot * _size.Length, _size.Length);

    private Span<float> Pixels() => _pinnedImages is null ? _images : TensorMemory.Span(_pinnedImages);
}
