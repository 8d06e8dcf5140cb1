using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>Scores with libtorch.</summary>
internal sealed class TorchScorer(NetworkWeights weights) : INetworkScorer
{
    private readonly TorchNetwork _network = new(weights);

    public void Logits(ReadOnlySpan<float> images, int count, Span<float> logits) => _network.Logits(images, count, logits);

    public void Dispose() => _network.Dispose();
}
