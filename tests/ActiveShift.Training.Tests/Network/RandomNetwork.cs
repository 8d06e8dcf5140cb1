namespace ActiveShift.Training.Tests.Network;

/// <summary>Small networks with values that leave no layer without effect.</summary>
internal static class RandomNetwork
{
    public static NetworkSpec Spec(int classes = 3, int height = 9, int width = 7, SpatialLayer spatial = SpatialLayer.ActiveShift) => new(
        2, height, width, new StemSpec(4, 2),
        [
            [new BlockSpec(4, 6, 4, 1, spatial), new BlockSpec(4, 4, 4, 1, spatial)],
            [new BlockSpec(4, 5, 7, 2, spatial), new BlockSpec(7, 7, 6, 1, spatial)],
        ],
        classes);

    public static NetworkWeights Weights(NetworkSpec spec, int seed)
    {
        var random = new Random(seed);
        return new NetworkWeights(spec, spec.Tensors.ToDictionary(t => t.Name, t => (ReadOnlyMemory<float>)Values(t)));

        float[] Values(TensorSpec tensor) => [.. Enumerable.Range(0, (int)tensor.Count).Select(_ => (float)(tensor.Role switch
        {
            TensorRole.RunningVariance => 0.2 + random.NextDouble(),
            TensorRole.BatchNormScale => 0.5 + random.NextDouble(),
            TensorRole.Shift or TensorRole.FixedShift => 3 * random.NextDouble() - 1.5,
            _ => 2 * random.NextDouble() - 1,
        }))];
    }

    public static float[] Images(NetworkSpec spec, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * spec.Channels * spec.Height * spec.Width).Select(_ => (float)(2 * random.NextDouble() - 1))];
    }
}
