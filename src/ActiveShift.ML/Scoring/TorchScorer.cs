using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>Scores with libtorch, on the CPU or on a GPU.</summary>
internal sealed class TorchScorer(NetworkWeights weights, int? gpuDeviceId) : INetworkScorer
{
    private readonly TorchNetwork _network = new(weights, gpuDeviceId);

    public bool RunsSideBySide => false;

    // A GPU wants a whole block of photographs at once.
    public int MaxInputBytes { get; } = gpuDeviceId is null ? 8 << 20 : 64 << 20;

    /// <summary>Torch's number of threads is one for the whole process, and the user's: <paramref name="threads"/> is not heeded.</summary>
    public void Logits(ReadOnlySpan<float> images, int count, Span<float> logits, int threads) => _network.Logits(images, count, logits);

    public void Dispose() => _network.Dispose();
}
