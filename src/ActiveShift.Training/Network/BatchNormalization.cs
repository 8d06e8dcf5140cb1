using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Batch normalisation over N, H and W of a channel, followed by ReLU, as everywhere in an AS-ResNet.</summary>
internal sealed class BatchNormalization : nn.Module<Tensor, Tensor>
{
    /// <summary>Added to the variance.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Weight of the newest batch in the running statistics.</summary>
    public const double Momentum = 0.1;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    [ComponentName(Name = "running_mean")]
    private readonly Tensor _runningMean;

    [ComponentName(Name = "running_var")]
    private readonly Tensor _runningVariance;

    public BatchNormalization(int channels)
        : base(nameof(BatchNormalization))
    {
        _weight = Initialization.Constant(channels, 1);
        _bias = Initialization.Constant(channels, 0);
        _runningMean = Initialization.Statistic(channels, 0);
        _runningVariance = Initialization.Statistic(channels, 1);
        RegisterComponents();
    }

    /// <summary>What the layer holds of its channels.</summary>
    public BatchNormChannels Channels => new(_weight, _bias, _runningMean, _runningVariance);

    /// <summary>Called with every input where it is set; the layer then computes by itself, and not in one with the layer behind it.</summary>
    public Action<Tensor>? Observer { get; set; }

    public override Tensor forward(Tensor input)
    {
        Observer?.Invoke(input);
        return BatchNormFunction.Takes(input) ? BatchNormFunction.Apply(input, Channels, training) : Composed(input);
    }

    /// <summary>What the layer multiplies by and adds before its ReLU where it normalises by the running statistics, [C] each.</summary>
    public (Tensor Scale, Tensor Bias) Merged()
    {
        var scale = (_runningVariance + Epsilon).rsqrt() * _weight;
        return (scale, _bias - _runningMean * scale);
    }

    /// <summary>The same of torch's operators: where the native function is absent, and what it is tested against.</summary>
    public Tensor Composed(Tensor input)
    {
        // One value a channel has no variance: its unbiased estimate would be 0/0 and spoil the running variance for good.
        bool hasStatistics = !training || input.numel() > input.shape[1];
        var normalized = nn.functional.batch_norm(
            input, hasStatistics ? _runningMean : null, hasStatistics ? _runningVariance : null, _weight, _bias, training, Momentum, Epsilon);
        // In place: the gradient of BN needs its input, the gradient of ReLU its output, and neither needs what lies between.
        return normalized.relu_();
    }
}
