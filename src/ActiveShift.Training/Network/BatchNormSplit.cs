using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Gives layers into which batch normalisation was merged (<see cref="MergedBatchNorm"/>) statistics of their own again, so that they can be
/// trained. In training mode BN normalises by the batch; without its own scale undone, a merged layer would give quite other values.
/// </summary>
/// <remarks>
/// With the mean m and the variance v of its input measured on images, weight·√(v + ε) and bias + weight·m for its parameters, and m and v
/// for its running statistics, a layer computes what it did before. So all layers can be measured in one pass.
/// </remarks>
internal sealed class BatchNormSplit : IDisposable
{
    private readonly AsResNet _network;
    private readonly List<(string Name, BatchStatistics Statistics)> _layers = [];

    /// <param name="weights">A network.</param>
    /// <param name="isWanted">Which layers may be split, by the name of a tensor of theirs.</param>
    public BatchNormSplit(NetworkWeights weights, Func<TensorSpec, bool> isWanted)
    {
        _network = AsResNet.FromWeights(weights);
        _network.eval();
        foreach (var scale in weights.Spec.Tensors.Where(t => t.Role == TensorRole.BatchNormScale && isWanted(t)))
        {
            string name = scale.Name[..scale.Name.LastIndexOf('.')];
            if (!IsMerged(weights, name))
                continue;
            var statistics = new BatchStatistics((int)scale.Count);
            var layer = (BatchNormalization)_network.named_modules().Single(m => m.name == name).module;
            layer.Observer = statistics.Add;
            _layers.Add((name, statistics));
        }
    }

    /// <summary>Whether there is a layer to split.</summary>
    public bool IsNeeded => _layers.Count != 0;

    /// <summary>Measures on images.</summary>
    /// <param name="images">[N, C, H, W], normalised.</param>
    public void Measure(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        _network.Features(images);
    }

    /// <summary>The network after that, which computes the same.</summary>
    public NetworkWeights Split()
    {
        var weights = _network.Export();
        var tensors = weights.Spec.Tensors.ToDictionary(t => t.Name, t => weights[t.Name].ToArray());
        foreach (var (name, statistics) in _layers)
        {
            var (scale, bias) = (tensors[name + ".weight"], tensors[name + ".bias"]);
            for (int c = 0; c < scale.Length; c++)
            {
                var (mean, variance) = (statistics.Mean(c), statistics.Variance(c));
                tensors[name + ".running_mean"][c] = (float)mean;
                tensors[name + ".running_var"][c] = (float)variance;
                bias[c] = (float)(bias[c] + scale[c] * mean);
                scale[c] = (float)(scale[c] * Math.Sqrt(variance + BatchNormalization.Epsilon));
            }
        }
        return new NetworkWeights(weights.Spec, tensors.ToDictionary(t => t.Key, t => (ReadOnlyMemory<float>)t.Value));
    }

    public void Dispose() => _network.Dispose();

    private static bool IsMerged(NetworkWeights weights, string name) =>
        !weights[name + ".running_mean"].ContainsAnyExcept(MergedBatchNorm.RunningMean)
        && !weights[name + ".running_var"].ContainsAnyExcept(MergedBatchNorm.RunningVariance);
}
