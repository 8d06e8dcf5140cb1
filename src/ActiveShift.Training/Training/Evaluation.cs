using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Measures a network on a set of images, or of their features where <paramref name="takesFeatures"/>.</summary>
internal sealed class Evaluation(
    IImageSet images, ImageSize size, int batchSize, int threads, BatchPlacement placement, bool takesFeatures = false) : IDisposable
{
    private readonly BatchLoader _loader = new(images, size, batchSize, threads, placement);
    private readonly int[] _order = [.. Enumerable.Range(0, images.Count)];

    /// <summary>Mean loss and accuracy. Leaves the network in evaluation mode.</summary>
    public RunningScore Score(AsResNet network, CancellationToken cancellationToken)
    {
        network.eval();
        using var noGrad = no_grad();
        var score = new RunningScore();
        foreach (var batch in _loader.Load(_order, Augmentation.None, seed: 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = network.Logits(batch, takesFeatures);
            score += RunningScore.Of(nn.functional.cross_entropy(logits, batch.LabelTensor()).item<float>(), logits, batch.Labels);
        }
        return score;
    }

    public void Dispose() => _loader.Dispose();
}
