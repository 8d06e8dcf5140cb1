namespace ActiveShift;

/// <summary>
/// Makes the network of the layers of a Caffe model, by the names that the authors of the paper gave them. Numbers of blocks, widths and
/// classes are those of the file, so any width loads.
/// </summary>
/// <remarks>
/// Names: <c>conv0</c>; for block i of stage s <c>scale{s}_{i}</c>, <c>conv{s}_{i}/1</c>, <c>scale{s}_{i}/1</c>, <c>shift{s}_{i}/2</c>,
/// <c>conv{s}_{i}/3</c>, and where the first block of a stage changes the shape <c>conv/shortcut{s}</c>; <c>scale/bnlast</c>;
/// <c>fc/linear</c>. Stage 0 begins with block 0, the other stages with block 1.
/// </remarks>
internal sealed class CaffeImport
{
    private const int ImageChannels = 3;
    private const string Stem = "conv0";
    private const string FinalScale = "scale/bnlast";
    private const string Classifier = "fc/linear";

    // What the released networks have, for files whose layers do not say.
    private const int DefaultStride = 2;

    private readonly Dictionary<string, ReadOnlyMemory<float>> _tensors = [];
    private readonly CaffeLayers _layers;
    private int _width;

    private CaffeImport(CaffeLayers layers)
    {
        _layers = layers;
    }

    /// <summary>Makes the network and its weights.</summary>
    /// <param name="layers">The file's layers.</param>
    /// <param name="height">Height of the network's input, which is not in the file.</param>
    /// <param name="width">Width of the network's input.</param>
    /// <exception cref="InvalidDataException">The layers are no AS-ResNet; the message names the layer and what was expected.</exception>
    public static NetworkWeights ToWeights(CaffeLayers layers, int height, int width)
    {
        try
        {
            return new CaffeImport(layers).Run(height, width);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The layers make no network: {e.Message}", e);
        }
    }

    private NetworkWeights Run(int height, int width)
    {
        var (stem, stride) = TakeConvolution(Stem, NetworkTensors.Stem, ImageChannels, kernel: 3);
        _width = stem;
        var stages = new List<IReadOnlyList<BlockSpec>>();
        for (int s = 0; HasBlock(s, FirstBlock(s)); s++)
            stages.Add(TakeStage(s));
        TakeScale(FinalScale, NetworkTensors.FinalBatchNorm, _width);
        int classes = TakeClassifier();
        _layers.CheckAllTaken();
        var spec = new NetworkSpec(ImageChannels, height, width, new StemSpec(stem, stride ?? DefaultStride), stages, classes);
        return new NetworkWeights(spec, _tensors);
    }

    private static int FirstBlock(int stage) => stage == 0 ? 0 : 1;

    private static string[] BlockLayers(int stage, int block) =>
    [
        $"scale{stage}_{block}", $"conv{stage}_{block}/1", $"scale{stage}_{block}/1", $"shift{stage}_{block}/2", $"conv{stage}_{block}/3",
    ];

    /// <summary>Any of its layers makes a block, so that a missing one is named.</summary>
    private bool HasBlock(int stage, int block) => Array.Exists(BlockLayers(stage, block), _layers.Contains);

    private List<BlockSpec> TakeStage(int stage)
    {
        var blocks = new List<BlockSpec>();
        for (int i = FirstBlock(stage); HasBlock(stage, i); i++)
            blocks.Add(TakeBlock(stage, blocks.Count, BlockLayers(stage, i)));
        return blocks;
    }

    private BlockSpec TakeBlock(int stage, int block, string[] layers)
    {
        string target = NetworkTensors.Block(stage, block);
        int input = _width;
        TakeScale(layers[0], $"{target}.bn1", input);
        int middle = TakeConvolution(layers[1], $"{target}.conv1.weight", input, kernel: 1).Outputs;
        TakeScale(layers[2], $"{target}.bn2", middle);
        int stride = TakeShift(layers[3], $"{target}.shift", middle) ?? (stage > 0 && block == 0 ? DefaultStride : 1);
        int output = TakeConvolution(layers[4], $"{target}.conv2.weight", middle, kernel: 1).Outputs;
        var spec = new BlockSpec(input, middle, output, stride);
        if (spec.HasProjection)
            TakeShortcut($"conv/shortcut{stage}", $"{target}.shortcut.weight", spec);
        _width = output;
        return spec;
    }

    private void TakeShortcut(string name, string target, BlockSpec block)
    {
        var (outputs, stride) = TakeConvolution(name, target, block.InputWidth, kernel: 1);
        if (outputs != block.OutputWidth || (stride ?? block.Stride) != block.Stride)
        {
            throw new InvalidDataException(
                $"Layer '{name}' has {outputs} outputs and stride {stride ?? block.Stride}; " +
                $"expected {block.OutputWidth} and {block.Stride}, as the block that it belongs to.");
        }
    }

    private (int Outputs, int? Stride) TakeConvolution(string name, string target, int inputs, int kernel)
    {
        var layer = _layers.Take(name, "Convolution", blobs: 1);
        var shape = layer.Blobs[0].Shape;
        if (shape.Count != 4 || shape[1] != inputs || shape[2] != kernel || shape[3] != kernel)
            throw CaffeErrors.Shape(name, 0, shape, $"[outputs, {inputs}, {kernel}, {kernel}]");
        Add(target, name, layer.Blobs[0].Values);
        return (shape[0], layer.Stride);
    }

    private void TakeScale(string name, string target, int width)
    {
        var layer = _layers.Take(name, "Scale", blobs: 2);
        Add($"{target}.weight", name, Vector(layer, 0, width));
        Add($"{target}.bias", name, Vector(layer, 1, width));
        _tensors.Add($"{target}.running_mean", Constant(width, MergedBatchNorm.RunningMean));
        _tensors.Add($"{target}.running_var", Constant(width, MergedBatchNorm.RunningVariance));
    }

    private int? TakeShift(string name, string target, int width)
    {
        var layer = _layers.Take(name, "SpatialShift", blobs: 2);
        Add($"{target}.alpha", name, Vector(layer, 0, width));
        Add($"{target}.beta", name, Vector(layer, 1, width));
        return layer.Stride;
    }

    private int TakeClassifier()
    {
        var layer = _layers.Take(Classifier, "InnerProduct", blobs: 2);
        var shape = layer.Blobs[0].Shape;
        // Without a shape of its own kind a matrix is [1, 1, outputs, inputs].
        if (shape.Count < 2 || shape[^1] != _width || shape.SkipLast(2).Any(side => side != 1))
            throw CaffeErrors.Shape(Classifier, 0, shape, $"[classes, {_width}]");
        int classes = shape[^2];
        Add(NetworkTensors.ClassifierWeight, Classifier, layer.Blobs[0].Values);
        Add(NetworkTensors.ClassifierBias, Classifier, Vector(layer, 1, classes));
        return classes;
    }

    /// <summary>One value a channel; the other dimensions are 1, as in [C, 1, 1, 1].</summary>
    private static ReadOnlyMemory<float> Vector(CaffeLayer layer, int blob, int width)
    {
        var (shape, values) = layer.Blobs[blob];
        return values.Length == width && shape.Contains(width)
            ? values
            : throw CaffeErrors.Shape(layer.Name, blob, shape, $"[{width}]");
    }

    private void Add(string target, string layer, ReadOnlyMemory<float> values)
    {
        CaffeErrors.CheckFinite(layer, values.Span);
        _tensors.Add(target, values);
    }

    private static float[] Constant(int length, float value)
    {
        float[] values = new float[length];
        Array.Fill(values, value);
        return values;
    }
}
