using ActiveShift.Training.Tests.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training;

public class SgdOptimizerTests
{
    [Theory]
    [InlineData(ShiftGradient.Plain)]
    [InlineData(ShiftGradient.Normalized)]
    [InlineData(ShiftGradient.Clipped)]
    public void Steps_match_torch_with_one_group_a_kind(ShiftGradient kind)
    {
        using var scope = NewDisposeScope();
        var options = new TrainingOptions { ShiftGradient = kind, ShiftGradientMaxNorm = 0.02 };
        var weights = RandomNetwork.Weights(RandomNetwork.Spec(), 1);
        using var ours = AsResNet.FromWeights(weights);
        using var theirs = AsResNet.FromWeights(weights);
        using var optimizer = new SgdOptimizer(ours, options);
        using var torchOptimizer = TorchOptimizer(theirs, options);
        for (int step = 0; step < 5; step++)
        {
            double rate = step < 3 ? 0.05 : 0.005;
            Backward(ours, step);
            optimizer.Step(rate);

            torchOptimizer.zero_grad();
            Backward(theirs, step);
            foreach (var layer in theirs.Shifts.SelectMany(stage => stage))
                layer.ApplyGradientRule(kind, options.ShiftGradientMaxNorm);
            foreach (var (group, factor) in torchOptimizer.ParamGroups.Zip(new[] { 1, 1, options.ShiftLearningRateFactor }))
                group.LearningRate = rate * factor;
            torchOptimizer.step();
        }
        var (expected, actual) = (theirs.Export(), ours.Export());
        foreach (var tensor in expected.Spec.Tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
                Assert.True(Math.Abs(expected[tensor.Name][i] - actual[tensor.Name][i]) < 2e-5, $"{tensor.Name}[{i}]: {expected[tensor.Name][i]} against {actual[tensor.Name][i]}");
        }
    }

    [Fact]
    public void Only_weights_are_decayed()
    {
        using var scope = NewDisposeScope();
        var before = RandomNetwork.Weights(RandomNetwork.Spec(), 2);
        using var network = AsResNet.FromWeights(before);
        using var optimizer = new SgdOptimizer(network, new TrainingOptions { WeightDecay = 0.5 });
        // No backward pass: all gradients are 0, so decay is all that can move a value. Nesterov's first step is 1 + momentum long.
        optimizer.Step(0.1);
        var after = network.Export();
        foreach (var tensor in before.Spec.Tensors)
        {
            float factor = tensor.Role == TensorRole.Weight ? 1 - 0.1f * 0.5f * 1.9f : 1;
            for (int i = 0; i < tensor.Count; i++)
                Assert.Equal(before[tensor.Name][i] * factor, after[tensor.Name][i], 1e-6f);
        }
    }

    [Fact]
    public void Shifts_move_by_their_rate_where_gradients_are_normalised()
    {
        using var scope = NewDisposeScope();
        var before = RandomNetwork.Weights(RandomNetwork.Spec(), 3);
        using var network = AsResNet.FromWeights(before);
        using var optimizer = new SgdOptimizer(network, new TrainingOptions { Momentum = 0, ShiftLearningRateFactor = 0.5 });
        Backward(network, 0);
        optimizer.Step(0.1);
        var after = network.Export();
        foreach (string layer in before.Spec.Tensors.Where(t => t.Name.EndsWith("alpha", StringComparison.Ordinal)).Select(t => t.Name[..^5]))
        {
            for (int c = 0; c < before[layer + "alpha"].Length; c++)
                Assert.Equal(0.05, double.Hypot(Change(layer + "alpha", c), Change(layer + "beta", c)), 1e-5);
        }

        double Change(string name, int i) => after[name][i] - before[name][i];
    }

    private static SGD TorchOptimizer(AsResNet network, TrainingOptions options)
    {
        IEnumerable<Parameter> Of(Func<TensorRole, bool> wanted) =>
            network.named_parameters().Where(p => wanted(network.Spec.Tensors.Single(t => t.Name == p.name).Role)).Select(p => p.parameter);
        return optim.SGD(
            new SGD.ParamGroup[]
            {
                new() { Parameters = Of(role => role == TensorRole.Weight), Options = new() { weight_decay = options.WeightDecay } },
                new() { Parameters = Of(role => role is TensorRole.Bias or TensorRole.BatchNormScale or TensorRole.BatchNormBias) },
                new() { Parameters = Of(role => role == TensorRole.Shift) },
            },
            0.1, options.Momentum, nesterov: true);
    }

    private static void Backward(AsResNet network, int seed)
    {
        network.train();
        var spec = network.Spec;
        var images = tensor(RandomNetwork.Images(spec, 6, seed)).view(6, spec.Channels, spec.Height, spec.Width);
        nn.functional.cross_entropy(network.call(images), tensor(new long[] { 0, 1, 2, 0, 1, 2 })).backward();
    }
}
