namespace ActiveShift.Engine.Managed;

/// <summary>Compiles a network in float32.</summary>
internal sealed class PlanBuilder
{
    private const int StemSize = 3;
    private const int WindowValues = 9;

    private readonly NetworkWeights _weights;
    private readonly List<Stage> _stages = [];
    private readonly (BlockSpec Block, string Name)[] _blocks;

    private PlanBuilder(NetworkWeights weights)
    {
        _weights = weights;
        _blocks = [.. weights.Spec.Stages.SelectMany(
            (stage, s) => stage.Select((block, b) => (block, NetworkTensors.Block(s, b))))];
    }

    private NetworkSpec Spec => _weights.Spec;

    /// <summary>Compiles a network, whose shifts must be finite.</summary>
    /// <param name="weights">The network and its numbers.</param>
    /// <param name="statistics">
    /// What <see cref="EnginePrecision.Int8"/> knows of the activations; null for float32.
    /// </param>
    /// <param name="whole">Whether every activation is kept in full, as calibration wants it.</param>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public static Plan Build(NetworkWeights weights, ActivationStatistics? statistics = null, bool whole = false)
    {
        var builder = new PlanBuilder(weights);
        builder.AddStem();
        for (int i = 0; i < builder._blocks.Length; i++)
            builder.AddBlock(i);
        IEnumerable<Stage> stages = statistics is null ? builder._stages : Quantizer.Round(builder._stages, statistics);
        return new Plan(weights.Spec, stages, builder.Classifier(), whole);
    }

    private void AddStem()
    {
        const int window = StemSize * StemSize;
        int inputs = window * Spec.Channels;
        var weight = _weights.Memory(NetworkTensors.Stem);
        _stages.Add(new()
        {
            Planes = new(Spec.Height, Spec.Width, Spec.Stem.Stride),
            Taps = [.. Enumerable.Range(0, inputs).Select(
                i => Tap.Whole(i / window, (i % window / StemSize) - 1, (i % StemSize) - 1))],
            Second = new FloatDense(
                Spec.Stem.Width, inputs, (row, i) => weight.Span[(row * inputs) + i], NormalizationAfter(-1),
                folds: !WantsRaw(-1)),
            WritesRaw = WantsRaw(-1),
        });
    }

    private void AddBlock(int index)
    {
        var (block, name) = _blocks[index];
        var before = _stages[^1].Planes;
        var planes = new StagePlanes(before.OutputHeight, before.OutputWidth, block.Stride);
        int input = block.InputWidth, middle = block.MiddleWidth;
        var first = _weights.Memory($"{name}.conv1.weight");
        var second = _weights.Memory($"{name}.conv2.weight");
        var shortcut = block.HasProjection ? _weights.Memory($"{name}.shortcut.weight") : default;
        Tap[] taps = [
            .. block.Spatial.IsShift ? Shifts(name, middle, planes) : Windows(name, block),
            .. Enumerable.Range(0, block.HasProjection ? input : 0).Select(c => Tap.Whole(c, 0, 0, ofInput: true))];
        _stages.Add(new()
        {
            Planes = planes,
            MiddleWidth = middle,
            First = new FloatDense(
                middle, input, (row, i) => first.Span[(row * input) + i], new(_weights, $"{name}.bn2"), folds: true),
            Taps = taps,
            Second = new FloatDense(
                block.OutputWidth, taps.Length,
                (row, i) => i < middle ? second.Span[(row * middle) + i] : shortcut.Span[(row * input) + i - middle],
                NormalizationAfter(index), folds: block.HasProjection && !WantsRaw(index)),
            AddsInput = !block.HasProjection,
            WritesRaw = WantsRaw(index),
        });
    }

    private FloatDense Classifier()
    {
        int features = Spec.FeatureWidth;
        var weight = _weights.Memory(NetworkTensors.ClassifierWeight);
        return new(
            Spec.Classes, features, (row, i) => weight.Span[(row * features) + i],
            _weights[NetworkTensors.ClassifierBias].ToArray());
    }

    /// <summary>Whether the block after this one adds its input.</summary>
    private bool WantsRaw(int index) => index + 1 < _blocks.Length && !_blocks[index + 1].Block.HasProjection;

    /// <summary>The normalisation that follows a block: the next one's first, or the last.</summary>
    private FoldedNormalization NormalizationAfter(int index) =>
        new(_weights, index + 1 < _blocks.Length ? $"{_blocks[index + 1].Name}.bn1" : NetworkTensors.FinalBatchNorm);

    private IEnumerable<Tap> Shifts(string name, int channels, StagePlanes planes)
    {
        var alpha = _weights.Memory($"{name}.shift.alpha");
        var beta = _weights.Memory($"{name}.shift.beta");
        return Enumerable.Range(0, channels).Select(c => Tap.Shift(c, alpha.Span[c], beta.Span[c], planes));
    }

    private IEnumerable<Tap> Windows(string name, BlockSpec block)
    {
        var weight = _weights.Memory($"{name}.depthwise.weight");
        var normalization = block.Spatial == SpatialLayer.DepthwiseBatchNorm
            ? new FoldedNormalization(_weights, $"{name}.bn3")
            : null;
        return Enumerable.Range(0, block.MiddleWidth).Select(c => Tap.Whole(c, -1, -1) with
        {
            Kind = TapKind.Depthwise,
            Rectifies = normalization is not null,
            Window = [
                .. Enumerable.Range(0, WindowValues).Select(
                    i => (float)(weight.Span[(WindowValues * c) + i] * (normalization?.Scale[c] ?? 1))),
                (float)(normalization?.Shift[c] ?? 0)],
        });
    }
}
