using System.Buffers;

namespace ActiveShift.ML;

/// <summary>
/// The mean logits of images and their mirror images. Logits and not probabilities, so that a temperature stays what it
/// is without mirroring: a division before the one softmax, which cannot change the predicted class.
/// </summary>
internal sealed class MirroringScorer(INetworkScorer network, NetworkSpec spec) : INetworkScorer
{
    public bool RunsSideBySide => network.RunsSideBySide;

    public int MaxInputBytes => network.MaxInputBytes;

    public void Logits(ReadOnlySpan<float> images, int count, Span<float> logits, int threads)
    {
        network.Logits(images, count, logits, threads);
        float[] rentedImages = ArrayPool<float>.Shared.Rent(images.Length);
        float[] rentedLogits = ArrayPool<float>.Shared.Rent(logits.Length);
        try
        {
            var mirrored = rentedImages.AsSpan(0, images.Length);
            Mirror(images, spec.Width, mirrored);
            var others = rentedLogits.AsSpan(0, logits.Length);
            network.Logits(mirrored, count, others, threads);
            for (int i = 0; i < logits.Length; i++)
                logits[i] = (logits[i] + others[i]) * 0.5f;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rentedImages);
            ArrayPool<float>.Shared.Return(rentedLogits);
        }
    }

    public void Dispose() => network.Dispose();

    /// <summary>Turns every line round, whatever it is a line of.</summary>
    private static void Mirror(ReadOnlySpan<float> images, int width, Span<float> mirrored)
    {
        images.CopyTo(mirrored);
        for (int start = 0; start < mirrored.Length; start += width)
            mirrored.Slice(start, width).Reverse();
    }
}
