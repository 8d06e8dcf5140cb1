namespace ActiveShift.Bench.Latency;

/// <summary>Weights that make every activation of ordinary size: the time of a network does not depend on what it has learned.</summary>
internal static class RandomNetwork
{
    public static NetworkWeights Weights(NetworkSpec spec)
    {
        var random = new Random(1);
        return new NetworkWeights(spec, spec.Tensors.ToDictionary(tensor => tensor.Name, tensor => (ReadOnlyMemory<float>)Values(tensor, random)));
    }

    public static float[] Image(NetworkSpec spec)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, spec.Channels * spec.Height * spec.Width).Select(_ => random.NextSingle() * 4 - 2)];
    }

    private static float[] Values(TensorSpec tensor, Random random)
    {
        float deviation = MathF.Sqrt(2f * tensor.Shape[0] / tensor.Count);
        return [.. Enumerable.Range(0, (int)tensor.Count).Select(_ => tensor.Role switch
        {
            TensorRole.Weight => (random.NextSingle() * 2 - 1) * deviation * 1.7f,
            // As wide as trained shifts spread.
            TensorRole.Shift => (random.NextSingle() * 2 - 1) * 2,
            TensorRole.BatchNormScale or TensorRole.RunningVariance => 0.5f + random.NextSingle(),
            _ => (random.NextSingle() * 2 - 1) * 0.1f,
        })];
    }
}
