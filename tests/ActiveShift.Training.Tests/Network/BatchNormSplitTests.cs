using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Network;

public class BatchNormSplitTests
{
    private static readonly NetworkSpec _spec = RandomNetwork.Spec();

    [Fact]
    public void Split_network_computes_the_same_and_has_the_statistics_of_its_inputs()
    {
        using var scope = NewDisposeScope();
        var merged = Merged(RandomNetwork.Weights(_spec, 1), _ => true);
        using var split = new BatchNormSplit(merged, _ => true);
        Assert.True(split.IsNeeded);
        // Batches of several sizes count by their images.
        split.Measure(Images(0, 6));
        split.Measure(Images(6, 8));
        var after = split.Split();

        using var before = AsResNet.FromWeights(merged);
        using var network = AsResNet.FromWeights(after);
        before.eval();
        network.eval();
        TensorAssertNear(before.call(Images(0, 8)), network.call(Images(0, 8)), 1e-4);

        // With these very images as its batch, BN normalises in training mode by what was measured.
        network.train();
        TensorAssertNear(before.call(Images(0, 8)), network.call(Images(0, 8)), 1e-4);
        // Not so the merged network: this test would not see a split that does nothing.
        before.train();
        network.eval();
        Assert.False(before.call(Images(0, 8)).allclose(network.call(Images(0, 8)), 0.1, 0.1));
    }

    [Fact]
    public void Layers_that_are_not_merged_or_not_wanted_stay()
    {
        using var scope = NewDisposeScope();
        var weights = RandomNetwork.Weights(_spec, 2);
        using (var none = new BatchNormSplit(weights, _ => true))
            Assert.False(none.IsNeeded);
        var merged = Merged(weights, name => name.StartsWith("stages", StringComparison.Ordinal));
        using var split = new BatchNormSplit(merged, tensor => !tensor.Name.StartsWith("stages.0", StringComparison.Ordinal));
        split.Measure(Images(0, 8));
        var after = split.Split();
        foreach (var tensor in _spec.Tensors)
        {
            bool isSplit = tensor.Name.StartsWith("stages.1", StringComparison.Ordinal)
                && tensor.Role is TensorRole.BatchNormScale or TensorRole.BatchNormBias or TensorRole.RunningMean or TensorRole.RunningVariance
                && tensor.Name.Contains("stages.1", StringComparison.Ordinal);
            Assert.Equal(!isSplit, after[tensor.Name].SequenceEqual(merged[tensor.Name]));
        }
    }

    /// <summary>Weights whose wanted BN layers have the statistics of merged ones.</summary>
    internal static NetworkWeights Merged(NetworkWeights weights, Func<string, bool> wanted) =>
        new(weights.Spec, weights.Spec.Tensors.ToDictionary(t => t.Name, t => (ReadOnlyMemory<float>)(t.Role switch
        {
            TensorRole.RunningMean when wanted(t.Name) => new float[t.Count],
            TensorRole.RunningVariance when wanted(t.Name) => [.. Enumerable.Repeat(MergedBatchNorm.RunningVariance, (int)t.Count)],
            _ => weights[t.Name].ToArray(),
        })));

    private static Tensor Images(int from, int to) =>
        tensor(RandomNetwork.Images(_spec, 8, seed: 3)).view(8, _spec.Channels, _spec.Height, _spec.Width).narrow(0, from, to - from);

    private static void TensorAssertNear(Tensor expected, Tensor actual, double tolerance) =>
        Assert.True(expected.allclose(actual, tolerance, tolerance), $"{expected.ToString(true)}{actual.ToString(true)}");
}
