using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// What a network whose layers are all frozen gives its classifier for each image, computed once: a set of "images" of one pixel with a channel
/// for every feature.
/// </summary>
internal sealed class FeatureSet : IImageSet
{
    private readonly IImageSet _images;
    private readonly float[][] _features;

    /// <summary>Computes the features.</summary>
    /// <param name="network">The network, in evaluation mode.</param>
    /// <param name="images">The images; they are not augmented.</param>
    /// <param name="batchSize">Images to compute at once.</param>
    /// <param name="threads">Threads that read images.</param>
    /// <param name="placement">Where the network is.</param>
    /// <param name="cancellationToken">Looked at before every batch.</param>
    public FeatureSet(AsResNet network, IImageSet images, int batchSize, int threads, BatchPlacement placement, CancellationToken cancellationToken)
    {
        _images = images;
        _features = new float[images.Count][];
        using var noGrad = no_grad();
        int at = 0;
        int[] order = [.. Enumerable.Range(0, images.Count)];
        using var loader = new BatchLoader(images, ImageSize.Of(network.Spec), batchSize, threads, placement);
        foreach (var batch in loader.Load(order, Augmentation.None, seed: 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var features = TensorMemory.Span(network.Features(batch.ImageTensor()).cpu().contiguous());
            foreach (var row in Enumerable.Range(0, batch.Count))
                _features[at++] = features.Slice(row * network.Spec.FeatureWidth, network.Spec.FeatureWidth).ToArray();
        }
    }

    public int Count => _features.Length;

    /// <summary>All of them, [images, features] in float32 on the CPU.</summary>
    public Tensor Features()
    {
        var all = empty([Count, Count == 0 ? 0 : _features[0].Length], ScalarType.Float32);
        var target = TensorMemory.Span(all);
        foreach (float[] image in _features)
        {
            image.CopyTo(target);
            target = target[image.Length..];
        }
        return all;
    }

    public int GetLabel(int index) => _images.GetLabel(index);

    public ReadOnlyMemory<float> GetTeacherProbabilities(int index) => _images.GetTeacherProbabilities(index);

    public void CopyImage(int index, Span<float> chw) => _features[index].CopyTo(chw);
}
