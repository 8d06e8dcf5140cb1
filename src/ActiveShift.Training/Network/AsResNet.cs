using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// An AS-ResNet as a torch module, built from a <see cref="NetworkSpec"/> (Jeon &amp; Kim, NIPS 2018): stem, stages of residual
/// blocks, BN, ReLU, global average pooling, linear classifier.
/// </summary>
/// <remarks>
/// Input: normalised images [N, channels, H, W] on the network's device; float32, or 16 bits for mixed precision. Output: logits [N, classes] in float32. Parameters and buffers have the names of
/// <see cref="NetworkSpec.Tensors"/>.
/// </remarks>
public sealed class AsResNet : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "stem")]
    private readonly Convolution _stem;

    [ComponentName(Name = "stages")]
    private readonly ModuleList<Stage> _stages;

    [ComponentName(Name = "bn")]
    private readonly BatchNormalization _bn;

    [ComponentName(Name = "fc")]
    private readonly Classifier _classifier;

    // Before the base class, which loads torch.
    static AsResNet() => OpenMPWaitPolicy.PreferSleeping();

    /// <summary>
    /// Makes a network with fresh values: convolutions MSRA (He) normal, classifier Xavier with zero bias, BN scale 1 and bias 0,
    /// shifts uniform in [-1, 1].
    /// </summary>
    /// <param name="spec">The architecture.</param>
    /// <param name="generator">The only source of randomness; torch's global generator is not touched.</param>
    public AsResNet(NetworkSpec spec, Generator generator)
        : base(nameof(AsResNet))
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(generator);
        Spec = spec;
        _stem = new Convolution(spec.Channels, spec.Stem.Width, kernel: 3, spec.Stem.Stride, generator);
        _stages = new ModuleList<Stage>([.. spec.Stages.Select(stage => new Stage(stage, generator))]);
        _bn = new BatchNormalization(spec.FeatureWidth);
        _classifier = new Classifier(spec.FeatureWidth, spec.Classes, generator);
        RegisterComponents();
    }

    /// <summary>The architecture.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Makes a network with given weights.</summary>
    /// <param name="weights">Every tensor of the network.</param>
    public static AsResNet FromWeights(NetworkWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using var generator = new Generator();
        var network = new AsResNet(weights.Spec, generator);
        network.Load(weights);
        return network;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var features = Features(input);
        return _classifier.call(features);
    }

    /// <summary>Logits [N, classes] of a batch of images, or of their pooled features.</summary>
    internal Tensor Logits(ImageBatch batch, bool areFeatures)
    {
        using var input = batch.ImageTensor();
        if (!areFeatures)
            return call(input);
        using var features = input.flatten(1);
        return _classifier.call(features);
    }

    /// <summary>What the classifier takes: the pooled features [N, feature width] of images.</summary>
    internal Tensor Features(Tensor input)
    {
        CheckInput(input);
        var x = _stem.call(input);
        foreach (var stage in _stages)
        {
            using var previous = x;
            x = stage.call(previous);
        }
        using var features = x;
        using var activated = _bn.call(features);
        return ReducedPrecision.Is(activated) ? activated.mean([2, 3], type: ScalarType.Float32) : activated.mean([2, 3]);
    }

    /// <summary>Copies weights in.</summary>
    /// <param name="weights">Weights of a network of the same architecture.</param>
    /// <exception cref="ArgumentException">A tensor of this network is missing there or has another size.</exception>
    public void Load(NetworkWeights weights) => WeightTransfer.Load(this, weights);

    /// <summary>Copies the weights and the running statistics out.</summary>
    public NetworkWeights Export() => WeightTransfer.Export(this);

    /// <summary>Where the parameters are.</summary>
    internal Device Device => _stem.Device;

    /// <summary>Moves parameters and statistics. Not after an optimizer took them over.</summary>
    internal void MoveTo(Device device)
    {
        if (device.type != TorchSharp.DeviceType.CPU)
            TorchSharp.ModuleExtensionMethods.to(this, device);
    }

    /// <summary>The active shift layers, stage by stage; none where another layer stands in their place.</summary>
    internal IEnumerable<IEnumerable<ActiveShiftLayer>> Shifts => _stages.Select(stage => stage.Shifts);

    /// <summary>Sets training mode, and evaluation mode in the stages that are frozen; the final BN is frozen with the last stage.</summary>
    internal void Train(Func<int, bool> isFrozen)
    {
        train();
        for (int s = 0; s < _stages.Count; s++)
        {
            if (isFrozen(s))
                _stages[s].eval();
        }
        if (isFrozen(_stages.Count - 1))
            _bn.eval();
    }

    private void CheckInput(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() != 4 || input.shape[1] != Spec.Channels)
        {
            throw new ArgumentException(
                $"The network takes images [N, {Spec.Channels}, H, W]; this is [{string.Join(", ", input.shape)}].", nameof(input));
        }
    }
}
