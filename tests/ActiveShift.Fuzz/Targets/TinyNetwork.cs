namespace ActiveShift.Fuzz.Targets;

/// <summary>A network as small as one can be, with weights that count up.</summary>
internal static class TinyNetwork
{
    private const int Side = 4;

    public static NetworkSpec Spec { get; } = new(3, Side, Side, new StemSpec(2, 1), [[new BlockSpec(2, 2, 2, 1)]], 2);

    public static ImagePreprocessing Preprocessing { get; } =
        new(ChannelOrder.Rgb, Side, Side, Side, [128, 128, 128], [1 / 64f, 1 / 64f, 1 / 64f]);

    public static NetworkWeights Weights()
    {
        int next = 1;
        return new NetworkWeights(Spec, Spec.Tensors.ToDictionary(
            tensor => tensor.Name,
            tensor => (ReadOnlyMemory<float>)Values(tensor.Count)));

        float[] Values(long count) => [.. Enumerable.Range(0, (int)count).Select(_ => next++ / 64f)];
    }
}
