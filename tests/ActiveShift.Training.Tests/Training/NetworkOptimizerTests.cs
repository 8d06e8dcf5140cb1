using ActiveShift.Training.Tests.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training;

public class NetworkOptimizerTests
{
    [Theory]
    [InlineData(ShiftGradient.Plain, true)]
    [InlineData(ShiftGradient.Normalized, true)]
    [InlineData(ShiftGradient.Clipped, true)]
    [InlineData(ShiftGradient.Normalized, false)]
    public void Steps_match_torch_with_one_group_a_kind(ShiftGradient kind, bool nesterov)
    {
        using var scope = NewDisposeScope();
        var options = new TrainingOptions { ShiftGradient = kind, ShiftGradientMaxNorm = 0.02, Nesterov = nesterov };
        var weights = RandomNetwork.Weights(RandomNetwork.Spec(), 1);
        using var ours = AsResNet.FromWeights(weights);
        using var theirs = AsResNet.FromWeights(weights);
        using var optimizer = new NetworkOptimizer(ours, options);
        using var torchOptimizer = TorchOptimizer(theirs, options);
        for (int step = 0; step < 5; step++)
        {
            double rate = step < 3 ? 0.05 : 0.005;
            Backward(ours, step);
            optimizer.Step(rate, step + 1);

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
    public void AdamW_matches_torch_and_leaves_the_shifts_to_Sgd()
    {
        using var scope = NewDisposeScope();
        var options = new TrainingOptions
        {
            Optimizer = OptimizerKind.AdamW,
            WeightDecay = 0.05,
            Momentum = 0.85,
            ShiftLearningRateFactor = 0.5,
        };
        var weights = RandomNetwork.Weights(RandomNetwork.Spec(), 1);
        using var ours = AsResNet.FromWeights(weights);
        using var theirs = AsResNet.FromWeights(weights);
        using var optimizer = new NetworkOptimizer(ours, options);
        using var adam = optim.AdamW(
            new AdamW.ParamGroup[]
            {
                new(Of(theirs, role => role == TensorRole.Weight), 0.1, options.Momentum, 0.999, 1e-8, options.WeightDecay),
                new(
                    Of(theirs, role => role is TensorRole.Bias or TensorRole.BatchNormScale or TensorRole.BatchNormBias),
                    0.1, options.Momentum, 0.999, 1e-8, 0),
            });
        using var sgd = optim.SGD(Of(theirs, role => role == TensorRole.Shift), 0.1, options.Momentum, nesterov: true);
        for (int step = 0; step < 5; step++)
        {
            double rate = step < 3 ? 0.01 : 0.002;
            Backward(ours, step);
            optimizer.Step(rate, step + 1);

            adam.zero_grad();
            sgd.zero_grad();
            Backward(theirs, step);
            foreach (var layer in theirs.Shifts.SelectMany(stage => stage))
                layer.ApplyGradientRule(options.ShiftGradient, options.ShiftGradientMaxNorm);
            foreach (var group in adam.ParamGroups)
                group.LearningRate = rate;
            foreach (var group in sgd.ParamGroups)
                group.LearningRate = rate * options.ShiftLearningRateFactor;
            adam.step();
            sgd.step();
        }
        var (expected, actual) = (theirs.Export(), ours.Export());
        foreach (var tensor in expected.Spec.Tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
                Assert.True(
                    Math.Abs(expected[tensor.Name][i] - actual[tensor.Name][i]) < 2e-4,
                    $"{tensor.Name}[{i}]: {expected[tensor.Name][i]} against {actual[tensor.Name][i]}");
        }
    }

    [Fact]
    public void Only_weights_are_decayed()
    {
        using var scope = NewDisposeScope();
        var before = RandomNetwork.Weights(RandomNetwork.Spec(), 2);
        using var network = AsResNet.FromWeights(before);
        using var optimizer = new NetworkOptimizer(network, new TrainingOptions { WeightDecay = 0.5 });
        // No backward pass: all gradients are 0, so decay is all that can move a value. Nesterov's first step is 1 + momentum long.
        optimizer.Step(0.1, 1);
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
        using var optimizer = new NetworkOptimizer(network, new TrainingOptions { Momentum = 0, ShiftLearningRateFactor = 0.5 });
        Backward(network, 0);
        optimizer.Step(0.1, 1);
        var after = network.Export();
        foreach (string layer in before.Spec.Tensors.Where(t => t.Name.EndsWith("alpha", StringComparison.Ordinal)).Select(t => t.Name[..^5]))
        {
            for (int c = 0; c < before[layer + "alpha"].Length; c++)
                Assert.Equal(0.05, double.Hypot(Change(layer + "alpha", c), Change(layer + "beta", c)), 1e-5);
        }

        double Change(string name, int i) => after[name][i] - before[name][i];
    }

    [Fact]
    public void Lattice_pulls_shifts_to_whole_pixels_whatever_their_gradient()
    {
        using var scope = NewDisposeScope();
        var before = RandomNetwork.Weights(RandomNetwork.Spec(), 4);
        var options = new TrainingOptions { Momentum = 0, ShiftLearningRateFactor = 1 };
        var without = After(before, options);
        var with = After(before, options with { LatticeRegularization = 0.5 });
        foreach (var tensor in before.Spec.Tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                float shift = before[tensor.Name][i];
                double pull = tensor.Role == TensorRole.Shift ? 0.1 * 0.5 * (shift - MathF.Round(shift)) : 0;
                Assert.Equal(without[tensor.Name][i] - pull, with[tensor.Name][i], 1e-6);
            }
        }
    }

    [Fact]
    public void Clipping_shortens_the_step_of_all_but_the_shifts_to_the_norm()
    {
        using var scope = NewDisposeScope();
        var before = RandomNetwork.Weights(RandomNetwork.Spec(), 5);
        var options = new TrainingOptions { Momentum = 0, WeightDecay = 0 };
        var free = After(before, options);
        var clipped = After(before, options with { GradientMaxNorm = 0.01 });
        var loose = After(before, options with { GradientMaxNorm = 1e6 });
        double length = Math.Sqrt(before.Spec.Tensors.Where(t => t.IsParameter && t.Role != TensorRole.Shift).Sum(t => Moves(free, t).Sum(m => m * m)));
        Assert.True(length > 0.1 * 0.02);
        foreach (var tensor in before.Spec.Tensors)
        {
            double factor = tensor.Role == TensorRole.Shift || !tensor.IsParameter ? 1 : 0.1 * 0.01 / length;
            Assert.All(Moves(free, tensor).Zip(Moves(clipped, tensor)), move => Assert.Equal(move.First * factor, move.Second, 1e-6));
            Assert.Equal(free[tensor.Name].ToArray(), loose[tensor.Name].ToArray());
        }

        IEnumerable<double> Moves(NetworkWeights after, TensorSpec tensor) =>
            [.. Enumerable.Range(0, (int)tensor.Count).Select(i => (double)after[tensor.Name][i] - before[tensor.Name][i])];
    }

    [Fact]
    public void Stages_have_their_own_rates_and_zero_freezes()
    {
        using var scope = NewDisposeScope();
        var before = RandomNetwork.Weights(RandomNetwork.Spec(), 6);
        var options = new TrainingOptions { Momentum = 0, ShiftLearningRateFactor = 1 };
        var all = After(before, options);
        var staged = After(before, options with { StageLearningRateFactors = [0, 0.5] });
        foreach (var tensor in before.Spec.Tensors.Where(t => t.IsParameter))
        {
            double factor = tensor.Name.StartsWith("fc.", StringComparison.Ordinal) ? 1 : tensor.Name == "stem.weight" || tensor.Name.StartsWith("stages.0", StringComparison.Ordinal) ? 0 : 0.5;
            for (int i = 0; i < tensor.Count; i++)
                Assert.Equal(before[tensor.Name][i] + factor * (all[tensor.Name][i] - before[tensor.Name][i]), staged[tensor.Name][i], 2e-6);
        }
    }

    /// <summary>One step, at a learning rate of 0.1.</summary>
    private static NetworkWeights After(NetworkWeights before, TrainingOptions options)
    {
        using var network = AsResNet.FromWeights(before);
        using var optimizer = new NetworkOptimizer(network, options);
        Backward(network, 0);
        optimizer.Step(0.1, 1);
        return network.Export();
    }

    private static SGD TorchOptimizer(AsResNet network, TrainingOptions options)
    {
        return optim.SGD(
            new SGD.ParamGroup[]
            {
                new()
                {
                    Parameters = Of(network, role => role == TensorRole.Weight),
                    Options = new() { weight_decay = options.WeightDecay },
                },
                new()
                {
                    Parameters = Of(
                        network, role => role is TensorRole.Bias or TensorRole.BatchNormScale or TensorRole.BatchNormBias),
                },
                new() { Parameters = Of(network, role => role == TensorRole.Shift) },
            },
            0.1, options.Momentum, nesterov: options.Nesterov);
    }

    private static IEnumerable<Parameter> Of(AsResNet network, Func<TensorRole, bool> wanted) =>
        network.named_parameters()
            .Where(p => wanted(network.Spec.Tensors.Single(t => t.Name == p.name).Role)).Select(p => p.parameter);

    private static void Backward(AsResNet network, int seed)
    {
        network.train();
        var spec = network.Spec;
        var images = tensor(RandomNetwork.Images(spec, 6, seed)).view(6, spec.Channels, spec.Height, spec.Width);
        nn.functional.cross_entropy(network.call(images), tensor(new long[] { 0, 1, 2, 0, 1, 2 })).backward();
    }
}
