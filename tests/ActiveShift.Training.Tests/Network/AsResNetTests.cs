using ActiveShift.Training.Tests.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Network;

public class AsResNetTests
{
    public static TheoryData<NetworkSpec> Specs =>
        [.. Enum.GetValues<SpatialLayer>().Select(layer => RandomNetwork.Spec(spatial: layer)), NetworkSpec.AsNet(8, 4, 3, 5), NetworkSpec.AsResNet(4, 10, 64, 64)];

    public static TheoryData<SpatialLayer> Layers => [.. Enum.GetValues<SpatialLayer>()];

    [Theory]
    [MemberData(nameof(Specs))]
    public void Parameters_and_buffers_are_those_of_the_spec(NetworkSpec spec)
    {
        using var network = Make(spec, 1);
        var parameters = network.named_parameters().Select(p => Describe(p.name, p.parameter.shape));
        var buffers = network.named_buffers().Select(b => Describe(b.name, b.buffer.shape));
        Assert.Equal(Expected(true), parameters.Order());
        Assert.Equal(Expected(false), buffers.Order());
        Assert.Equal(spec.ParameterCount, network.parameters().Sum(p => p.numel()));

        IEnumerable<string> Expected(bool isParameter) =>
            spec.Tensors.Where(t => t.IsParameter == isParameter).Select(t => Describe(t.Name, [.. t.Shape.Select(s => (long)s)])).Order();
        static string Describe(string name, long[] shape) => $"{name} [{string.Join(", ", shape)}]";
    }

    [Theory]
    [InlineData(9, 7, SpatialLayer.ActiveShift)]
    [InlineData(1, 1, SpatialLayer.ActiveShift)]
    [InlineData(4, 13, SpatialLayer.ActiveShift)]
    [InlineData(9, 7, SpatialLayer.SampledShift)]
    [InlineData(9, 7, SpatialLayer.SampledIntegerShift)]
    [InlineData(9, 7, SpatialLayer.GroupedShift)]
    [InlineData(9, 7, SpatialLayer.Depthwise)]
    [InlineData(1, 1, SpatialLayer.DepthwiseBatchNorm)]
    [InlineData(9, 7, SpatialLayer.DepthwiseBatchNorm)]
    public void Forward_matches_plain_arithmetic(int height, int width, SpatialLayer spatial)
    {
        var spec = RandomNetwork.Spec(height: height, width: width, spatial: spatial);
        var weights = RandomNetwork.Weights(spec, 2);
        float[] images = RandomNetwork.Images(spec, 3, 3);
        int length = images.Length / 3;
        double[] expected = [.. Enumerable.Range(0, 3).SelectMany(i => ReferenceNetwork.Logits(weights, images[(i * length)..((i + 1) * length)]))];

        using var scope = NewDisposeScope();
        using var network = AsResNet.FromWeights(weights);
        network.eval();
        var logits = network.call(tensor(images).view(3, spec.Channels, height, width));
        Assert.Equal([3, spec.Classes], logits.shape);
        TensorAssert.Equal(expected, logits, 1e-4);
        network.to(ScalarType.Float64);
        TensorAssert.Equal(expected, network.call(tensor(images).view(3, spec.Channels, height, width).to_type(ScalarType.Float64)), 1e-9);
    }

    // Through BN in training mode, ReLU, convolutions, shifts and both kinds of shortcut at once.
    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_of_the_whole_network_match_numerical_ones_in_float64(SpatialLayer spatial)
    {
        using var scope = NewDisposeScope();
        var spec = RandomNetwork.Spec(spatial: spatial);
        using var network = AsResNet.FromWeights(RandomNetwork.Weights(spec, 4));
        network.to(ScalarType.Float64);
        network.train();
        var images = tensor(RandomNetwork.Images(spec, 4, 5)).view(4, spec.Channels, spec.Height, spec.Width).to_type(ScalarType.Float64);
        var labels = tensor(new long[] { 0, 2, 1, 2 });
        Loss().backward();
        foreach (var (name, parameter) in network.named_parameters())
        {
            double[] gradient = TensorAssert.Values(parameter.grad!);
            using var noGrad = no_grad();
            using var inner = NewDisposeScope();
            var flat = parameter.view(-1);
            for (int i = 0; i < gradient.Length; i += Math.Max(1, gradient.Length / 5))
            {
                const double Step = 1e-6;
                double plus = Moved(flat, i, Step), minus = Moved(flat, i, -Step);
                Assert.True(Math.Abs((plus - minus) / (2 * Step) - gradient[i]) < 1e-5, $"{name}[{i}]: {(plus - minus) / (2 * Step)} against {gradient[i]}");
            }
        }

        Tensor Loss() => nn.functional.cross_entropy(network.call(images), labels);
        double Moved(Tensor flat, int i, double step)
        {
            flat[i].add_(step);
            double loss = Loss().item<double>();
            flat[i].sub_(step);
            return loss;
        }
    }

    [Fact]
    public void Initial_values_are_as_documented()
    {
        var weights = Make(NetworkSpec.AsNet(20, 32, 3, 100), 6, network => network.Export());
        foreach (var tensor in weights.Spec.Tensors)
        {
            double[] values = [.. weights[tensor.Name].ToArray().Select(v => (double)v)];
            switch (tensor.Role)
            {
                case TensorRole.Weight:
                    double fanIn = (double)tensor.Count / tensor.Shape[0];
                    double variance = tensor.Name == "fc.weight" ? 2 / (fanIn + tensor.Shape[0]) : 2 / fanIn;
                    Assert.Equal(1, values.Average(v => v * v) / variance, 0.25);
                    break;
                case TensorRole.Shift:
                    Assert.All(values, v => Assert.InRange(v, -1, 1));
                    Assert.True(values.Max() > 0.8 && values.Min() < -0.8);
                    break;
                default:
                    double constant = tensor.Role is TensorRole.BatchNormScale or TensorRole.RunningVariance ? 1 : 0;
                    Assert.All(values, v => Assert.Equal(constant, v));
                    break;
            }
        }
    }

    [Fact]
    public void Weights_go_in_and_out_unchanged()
    {
        var weights = RandomNetwork.Weights(RandomNetwork.Spec(), 7);
        using var network = AsResNet.FromWeights(weights);
        WeightAssert.Identical(weights, network.Export());
    }

    [Fact]
    public void Same_seed_gives_the_same_values_and_leaves_the_global_generator_alone()
    {
        using var scope = NewDisposeScope();
        byte[] before = Generator.Default.get_state().bytes.ToArray();
        var first = Make(RandomNetwork.Spec(), 8, network => network.Export());
        var second = Make(RandomNetwork.Spec(), 8, network => network.Export());
        var other = Make(RandomNetwork.Spec(), 9, network => network.Export());
        Assert.Equal(before, Generator.Default.get_state().bytes.ToArray());
        WeightAssert.Identical(first, second);
        Assert.False(first["stem.weight"].SequenceEqual(other["stem.weight"]));
    }

    [Fact]
    public void Single_value_per_channel_leaves_the_statistics_finite()
    {
        using var scope = NewDisposeScope();
        var spec = RandomNetwork.Spec(height: 1, width: 1);
        using var network = Make(spec, 10);
        network.train();
        network.call(ones(1, spec.Channels, 1, 1)).sum().backward();
        Assert.All(network.named_buffers(), b => Assert.True(b.buffer.isfinite().all().item<bool>(), b.name));
    }

    [Fact]
    public void Wrong_input_and_wrong_weights_are_errors()
    {
        using var scope = NewDisposeScope();
        using var network = Make(RandomNetwork.Spec(), 11);
        Assert.Contains("[N, 2, H, W]; this is [1, 3, 9, 7]", Assert.Throws<ArgumentException>(() => network.call(zeros(1, 3, 9, 7))).Message);
        Assert.Contains("this is [2, 9, 7]", Assert.Throws<ArgumentException>(() => network.call(zeros(2, 9, 7))).Message);
        var weights = RandomNetwork.Weights(RandomNetwork.Spec(classes: 4), 12);
        Assert.Contains("'fc.weight' [3, 6]; the weights' network has [4, 6]", Assert.Throws<ArgumentException>(() => network.Load(weights)).Message);
    }

    [Fact]
    public void Nothing_is_left_after_dispose()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Make(RandomNetwork.Spec(), 13, network => network.Export());
        AsResNet.FromWeights(RandomNetwork.Weights(RandomNetwork.Spec(), 14)).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static AsResNet Make(NetworkSpec spec, ulong seed)
    {
        using var generator = new Generator(seed);
        return new AsResNet(spec, generator);
    }

    private static T Make<T>(NetworkSpec spec, ulong seed, Func<AsResNet, T> use)
    {
        using var network = Make(spec, seed);
        return use(network);
    }
}
