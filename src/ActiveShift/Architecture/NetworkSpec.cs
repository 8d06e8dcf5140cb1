namespace ActiveShift;

/// <summary>
/// The architecture of an AS-ResNet as data: a stem, stages of residual blocks, then BN, ReLU, global average pooling and a
/// linear classifier (Jeon &amp; Kim, NIPS 2018).
/// </summary>
/// <remarks>
/// A spec says what the network is; its numbers are <see cref="NetworkWeights"/>. Training, scoring and model files are all
/// built from it.
/// </remarks>
public sealed class NetworkSpec
{
    /// <summary>Describes a network.</summary>
    /// <param name="channels">Channels of the input image; at least 1.</param>
    /// <param name="height">Height of the input image in pixels; 1 to 16384.</param>
    /// <param name="width">Width of the input image in pixels; 1 to 16384.</param>
    /// <param name="stem">The first convolution.</param>
    /// <param name="stages">The blocks, stage by stage; each block takes what the one before it gives.</param>
    /// <param name="classes">Number of classes; at least 1.</param>
    /// <exception cref="ArgumentException">The blocks do not fit together, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public NetworkSpec(int channels, int height, int width, StemSpec stem, IEnumerable<IEnumerable<BlockSpec>> stages, int classes)
    {
        ArgumentNullException.ThrowIfNull(stem);
        ArgumentNullException.ThrowIfNull(stages);
        Channels = SpecLimits.Width(channels, nameof(channels));
        Height = SpecLimits.ImageSide(height, nameof(height));
        Width = SpecLimits.ImageSide(width, nameof(width));
        Classes = SpecLimits.Classes(classes, nameof(classes));
        Stem = stem;
        Stages = [.. stages.Select(stage => (IReadOnlyList<BlockSpec>)[.. stage])];
        CheckBlocks();
        Tensors = [.. NetworkTensors.Enumerate(this)];
    }

    /// <summary>Channels of the input image.</summary>
    public int Channels { get; }

    /// <summary>Height of the input image in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of the input image in pixels.</summary>
    public int Width { get; }

    /// <summary>The first convolution.</summary>
    public StemSpec Stem { get; }

    /// <summary>The residual blocks, stage by stage.</summary>
    public IReadOnlyList<IReadOnlyList<BlockSpec>> Stages { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Channels that reach the classifier.</summary>
    public int FeatureWidth => Stages[^1][^1].OutputWidth;

    /// <summary>Every tensor of the network, in the order of the forward pass.</summary>
    public IReadOnlyList<TensorSpec> Tensors { get; }

    /// <summary>Number of trained parameters (weights, biases, shifts, BN scales and biases; not the running statistics).</summary>
    public long ParameterCount => Tensors.Where(t => t.IsParameter).Sum(t => t.Count);

    /// <summary>
    /// Multiply-adds of the convolutions and the classifier for one image. A shift adds none by the paper's count
    /// (its Table 1), and neither do BN, ReLU and sums.
    /// </summary>
    public long MultiplyAdds => NetworkCost.MultiplyAdds(this);

    /// <summary>
    /// AS-ResNet-<paramref name="baseWidth"/> for large images, the paper's ImageNet network: one block at half resolution, then stages of
    /// 3, 4, 6 and 3 blocks that halve the resolution each, of 1, 2, 4 and 8 times the base width.
    /// </summary>
    /// <param name="baseWidth">Base width; the paper has 32, 50 and 68.</param>
    /// <param name="classes">Number of classes; 1000 in the paper.</param>
    /// <param name="height">Height of the input image; 224 in the paper.</param>
    /// <param name="width">Width of the input image; 224 in the paper.</param>
    /// <param name="channels">Channels of the input image; 3 in the paper.</param>
    /// <param name="spatial">The layer between the convolutions of every block; the active shift, or what the paper compares it with.</param>
    public static NetworkSpec AsResNet(
        int baseWidth, int classes = 1000, int height = 224, int width = 224, int channels = 3, SpatialLayer spatial = SpatialLayer.ActiveShift)
    {
        SpecLimits.Width(checked(8 * Math.Min(SpecLimits.Width(baseWidth, nameof(baseWidth)), SpecLimits.MaxWidth)), nameof(baseWidth));
        var builder = new StageBuilder(baseWidth, expansion: 1, spatial);
        builder.AddStage(blocks: 1, baseWidth, stride: 1);
        builder.AddStage(blocks: 3, baseWidth, stride: 2);
        builder.AddStage(blocks: 4, 2 * baseWidth, stride: 2);
        builder.AddStage(blocks: 6, 4 * baseWidth, stride: 2);
        builder.AddStage(blocks: 3, 8 * baseWidth, stride: 2);
        return new NetworkSpec(channels, height, width, new StemSpec(baseWidth, 2), builder.Stages, classes);
    }

    /// <summary>AS-ResNet-w32: 0.9 M parameters, 64.1 % ImageNet top-1 in the paper.</summary>
    /// <inheritdoc cref="AsResNet"/>
    public static NetworkSpec AsResNetW32(int classes = 1000, int height = 224, int width = 224, int channels = 3) =>
        AsResNet(32, classes, height, width, channels);

    /// <summary>AS-ResNet-w50: 1.96 M parameters, 69.9 % ImageNet top-1 in the paper.</summary>
    /// <inheritdoc cref="AsResNet"/>
    public static NetworkSpec AsResNetW50(int classes = 1000, int height = 224, int width = 224, int channels = 3) =>
        AsResNet(50, classes, height, width, channels);

    /// <summary>AS-ResNet-w68: 3.42 M parameters, 72.2 % ImageNet top-1 in the paper.</summary>
    /// <inheritdoc cref="AsResNet"/>
    public static NetworkSpec AsResNetW68(int classes = 1000, int height = 224, int width = 224, int channels = 3) =>
        AsResNet(68, classes, height, width, channels);

    /// <summary>
    /// ASNet-(<paramref name="depth"/>, <paramref name="baseWidth"/>, <paramref name="expansion"/>) for small images, the
    /// paper's CIFAR network: three stages of (depth - 2) / 6 blocks, of 1, 2 and 4 times the base width; the second and the third halve the resolution.
    /// </summary>
    /// <param name="depth">Number of convolutions on the main path with the classifier, 6n + 2; the paper has 20 and 110.</param>
    /// <param name="baseWidth">Base width; the paper has 16, 46 and 88.</param>
    /// <param name="expansion">Shifted channels per output channel; the paper has 1, 3, 6 and 9.</param>
    /// <param name="classes">Number of classes; 10 or 100 in the paper.</param>
    /// <param name="height">Height of the input image; 32 in the paper.</param>
    /// <param name="width">Width of the input image; 32 in the paper.</param>
    /// <param name="channels">Channels of the input image; 3 in the paper.</param>
    /// <param name="spatial">The layer between the convolutions of every block; the active shift, or what the paper compares it with.</param>
    /// <exception cref="ArgumentException">The depth is not 6n + 2 with n of at least 1.</exception>
    public static NetworkSpec AsNet(
        int depth, int baseWidth, int expansion, int classes, int height = 32, int width = 32, int channels = 3,
        SpatialLayer spatial = SpatialLayer.ActiveShift)
    {
        if (depth < 8 || (depth - 2) % 6 != 0)
            throw new ArgumentException($"depth must be 6n + 2 with n of at least 1 (8, 14, 20, ...); it is {depth}.", nameof(depth));
        SpecLimits.Width(expansion, nameof(expansion));
        SpecLimits.Width(baseWidth, nameof(baseWidth));
        int blocks = (depth - 2) / 6;
        var builder = new StageBuilder(baseWidth, expansion, spatial);
        builder.AddStage(blocks, baseWidth, stride: 1);
        builder.AddStage(blocks, 2 * baseWidth, stride: 2);
        builder.AddStage(blocks, 4 * baseWidth, stride: 2);
        return new NetworkSpec(channels, height, width, new StemSpec(baseWidth, 1), builder.Stages, classes);
    }

    private void CheckBlocks()
    {
        if (Stages.Count == 0 || Stages.Any(stage => stage.Count == 0))
            throw new ArgumentException("A network needs at least one stage, and every stage at least one block.", "stages");
        int blocks = Stages.Sum(stage => stage.Count);
        if (blocks > SpecLimits.MaxBlocks)
            throw new ArgumentException($"A network has at most {SpecLimits.MaxBlocks} blocks; these stages have {blocks}.", "stages");
        int width = Stem.Width;
        for (int s = 0; s < Stages.Count; s++)
        {
            for (int b = 0; b < Stages[s].Count; b++)
            {
                if (Stages[s][b].InputWidth != width)
                {
                    throw new ArgumentException(
                        $"Block {b} of stage {s} takes {Stages[s][b].InputWidth} channels, but what comes before it gives {width}.", "stages");
                }
                width = Stages[s][b].OutputWidth;
            }
        }
    }

    /// <summary>Chains blocks so that each takes what the one before it gives.</summary>
    private sealed class StageBuilder(int width, int expansion, SpatialLayer spatial)
    {
        private int _width = width;

        public List<IReadOnlyList<BlockSpec>> Stages { get; } = [];

        public void AddStage(int blocks, int outputWidth, int stride)
        {
            var stage = new List<BlockSpec>();
            for (int i = 0; i < blocks; i++)
            {
                int middle = (int)Math.Min((long)expansion * outputWidth, int.MaxValue);
                stage.Add(new BlockSpec(_width, middle, outputWidth, i == 0 ? stride : 1, spatial));
                _width = outputWidth;
            }
            Stages.Add(stage);
        }
    }
}
