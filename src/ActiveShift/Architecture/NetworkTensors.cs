namespace ActiveShift;

/// <summary>The names and shapes of a network's tensors: the one place that decides them.</summary>
internal static class NetworkTensors
{
    public const string Stem = "stem.weight";
    public const string FinalBatchNorm = "bn";
    public const string ClassifierWeight = "fc.weight";
    public const string ClassifierBias = "fc.bias";

    private const string HorizontalShift = ".shift.alpha";
    private const string VerticalShift = ".shift.beta";

    public static string Block(int stage, int block) => $"stages.{stage}.blocks.{block}";

    public static bool IsClassifier(string name) => name is ClassifierWeight or ClassifierBias;

    public static bool IsHorizontalShift(string name) => name.EndsWith(HorizontalShift, StringComparison.Ordinal);

    public static bool IsVerticalShift(string name) => name.EndsWith(VerticalShift, StringComparison.Ordinal);

    public static IEnumerable<TensorSpec> Enumerate(NetworkSpec spec)
    {
        yield return new(Stem, [spec.Stem.Width, spec.Channels, 3, 3], TensorRole.Weight);
        for (int s = 0; s < spec.Stages.Count; s++)
        {
            for (int b = 0; b < spec.Stages[s].Count; b++)
            {
                foreach (var tensor in EnumerateBlock(Block(s, b), spec.Stages[s][b]))
                    yield return tensor;
            }
        }
        foreach (var tensor in EnumerateBatchNorm(FinalBatchNorm, spec.FeatureWidth))
            yield return tensor;
        yield return new(ClassifierWeight, [spec.Classes, spec.FeatureWidth], TensorRole.Weight);
        yield return new(ClassifierBias, [spec.Classes], TensorRole.Bias);
    }

    private static IEnumerable<TensorSpec> EnumerateBlock(string name, BlockSpec block)
    {
        foreach (var tensor in EnumerateBatchNorm($"{name}.bn1", block.InputWidth))
            yield return tensor;
        yield return new($"{name}.conv1.weight", [block.MiddleWidth, block.InputWidth, 1, 1], TensorRole.Weight);
        foreach (var tensor in EnumerateBatchNorm($"{name}.bn2", block.MiddleWidth))
            yield return tensor;
        foreach (var tensor in EnumerateSpatial(name, block))
            yield return tensor;
        yield return new($"{name}.conv2.weight", [block.OutputWidth, block.MiddleWidth, 1, 1], TensorRole.Weight);
        if (block.HasProjection)
            yield return new($"{name}.shortcut.weight", [block.OutputWidth, block.InputWidth, 1, 1], TensorRole.Weight);
    }

    private static IEnumerable<TensorSpec> EnumerateSpatial(string name, BlockSpec block)
    {
        if (block.Spatial.IsShift)
        {
            var role = block.Spatial == SpatialLayer.ActiveShift ? TensorRole.Shift : TensorRole.FixedShift;
            yield return new(name + HorizontalShift, [block.MiddleWidth], role);
            yield return new(name + VerticalShift, [block.MiddleWidth], role);
            yield break;
        }
        yield return new($"{name}.depthwise.weight", [block.MiddleWidth, 1, 3, 3], TensorRole.Weight);
        if (block.Spatial == SpatialLayer.DepthwiseBatchNorm)
        {
            foreach (var tensor in EnumerateBatchNorm($"{name}.bn3", block.MiddleWidth))
                yield return tensor;
        }
    }

    private static IEnumerable<TensorSpec> EnumerateBatchNorm(string name, int width)
    {
        yield return new($"{name}.weight", [width], TensorRole.BatchNormScale);
        yield return new($"{name}.bias", [width], TensorRole.BatchNormBias);
        yield return new($"{name}.running_mean", [width], TensorRole.RunningMean);
        yield return new($"{name}.running_var", [width], TensorRole.RunningVariance);
    }
}
