namespace ActiveShift.Tests.Shared.Caffe;

/// <summary>
/// A Caffe model of a small network, with the layers in the order of the release and other layers between them: stem of width 2, block
/// 0_0, blocks 1_1 (stride 2) and 1_2, block 2_1 (stride 2, expansion 2, width 3), 5 classes. The values count up, so that no two are alike.
/// </summary>
internal sealed class TinyCaffeModel
{
    private int _next;

    public TinyCaffeModel()
    {
        Layers = [.. Make()];
    }

    public List<TestLayer> Layers { get; }

    public static NetworkSpec Spec { get; } = new(3, 224, 224, new StemSpec(2, 2), [
        [new BlockSpec(2, 2, 2, 1)],
        [new BlockSpec(2, 2, 2, 2), new BlockSpec(2, 2, 2, 1)],
        [new BlockSpec(2, 6, 3, 2)]], 5);

    public TestLayer this[string name]
    {
        get => Layers.Single(layer => layer.Name == name);
        set => Layers[Layers.FindIndex(layer => layer.Name == name)] = value;
    }

    public byte[] Encode(BlobForm form = BlobForm.Packed)
    {
        var net = new ProtobufBytes().Text(1, "tiny");
        foreach (var layer in Layers)
            net.Message(100, layer.Encode(form));
        return net.ToArray();
    }

    public TestBlob Blob(params int[] shape) =>
        new(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (product, side) => product * side)).Select(_ => _next++ / 8f)]);

    private IEnumerable<TestLayer> Make()
    {
        yield return new("data", "Data", []);
        yield return new("conv0", "Convolution", [Blob(2, 3, 3, 3)], 2);
        foreach (var layer in Block("0_0", 2, 2, 2, 1).Concat(Block("1_1", 2, 2, 2, 2)))
            yield return layer;
        yield return new("conv/shortcut1", "Convolution", [Blob(2, 2, 1, 1)], 2);
        foreach (var layer in Block("1_2", 2, 2, 2, 1).Concat(Block("2_1", 2, 6, 3, 2)))
            yield return layer;
        yield return new("conv/shortcut2", "Convolution", [Blob(3, 2, 1, 1)], 2);
        yield return new("bn/bnlast", "BatchNorm", [Blob(3), Blob(3), Blob(1)]);
        yield return new("scale/bnlast", "Scale", [Blob(3), Blob(3)]);
        yield return new("relu/bnlast", "ReLU", []);
        yield return new("fc/linear", "InnerProduct", [Blob(5, 3), Blob(5)]);
    }

    private IEnumerable<TestLayer> Block(string name, int input, int middle, int output, int stride)
    {
        yield return new($"bn{name}", "BatchNorm", [Blob(input), Blob(input), Blob(1)]);
        yield return new($"scale{name}", "Scale", [Blob(input), Blob(input)]);
        yield return new($"conv{name}/1", "Convolution", [Blob(middle, input, 1, 1)], 1);
        yield return new($"scale{name}/1", "Scale", [Blob(middle), Blob(middle)]);
        yield return new($"shift{name}/2", "SpatialShift", [Blob(middle, 1, 1, 1), Blob(middle, 1, 1, 1)], stride);
        yield return new($"conv{name}/3", "Convolution", [Blob(output, middle, 1, 1)], 1);
    }
}
