namespace ActiveShift.Reports.Tests.Data;

/// <summary>Networks with known shifts; all other numbers are 0.</summary>
internal static class TestNetwork
{
    public static NetworkWeights Create(SpatialLayer layer)
    {
        var spec = NetworkSpec.AsNet(depth: 14, baseWidth: 4, expansion: 1, classes: 3, spatial: layer);
        var tensors = new Dictionary<string, ReadOnlyMemory<float>>();
        foreach (var tensor in spec.Tensors)
        {
            int stage = tensor.Name.StartsWith("stages.", StringComparison.Ordinal) ? tensor.Name["stages.".Length] - '0' : 0;
            int block = tensor.Name.Contains(".blocks.1.", StringComparison.Ordinal) ? 1 : 0;
            tensors[tensor.Name] = tensor.Name switch
            {
                var name when name.EndsWith(".alpha", StringComparison.Ordinal) => Alpha(stage, block, (int)tensor.Count),
                var name when name.EndsWith(".beta", StringComparison.Ordinal) => Beta(stage, block, (int)tensor.Count),
                _ => new float[tensor.Count],
            };
        }
        return new NetworkWeights(spec, tensors);
    }

    public static float[] Alpha(int stage, int block, int channels) => [.. Enumerable.Range(0, channels).Select(c => stage + (0.1f * block) + (0.01f * c))];

    public static float[] Beta(int stage, int block, int channels) => [.. Alpha(stage, block, channels).Select(value => -1.5f * value)];
}
