using ActiveShift.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

public class NormalizedShiftFunctionTests
{
    // n, c, h, w, stride, training.
    public static TheoryData<int, int, int, int, int, bool> Shapes =>
    [
        .. from size in new[] { (4, 3, 1, 1), (2, 5, 3, 3), (3, 4, 5, 7), (1, 2, 8, 8), (2, 16, 28, 28), (5, 1, 9, 1), (3, 40, 7, 7) }
           from stride in new[] { 1, 2 }
           from training in new[] { true, false }
           select (size.Item1, size.Item2, size.Item3, size.Item4, stride, training),
    ];

    // torch's batch normalisation and ReLU, and the shift as a composition of torch's operators.
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_gradients_and_statistics_are_those_of_torchs_operators(int n, int c, int h, int w, int stride, bool training)
    {
        RequireNative();
        foreach (var (type, tolerance) in new[] { (ScalarType.Float32, 5e-4), (ScalarType.Float64, 1e-10) })
        {
            using var scope = NewDisposeScope();
            var x = Random(n, c, h, w, type);
            var actual = Run(x, stride, training, InOne);
            var expected = Run(x, stride, training, (norm, shift, input) => ActiveShiftComposition.Apply(norm.Composed(input), shift.Alpha, shift.Beta, stride));
            foreach (var (name, tensor) in expected)
                TensorAssert.Equal(TensorAssert.Values(tensor), actual[name], tolerance);
        }
    }

    [Fact]
    public void It_is_the_two_native_layers_bit_for_bit()
    {
        RequireNative();
        foreach (var (stride, training) in new[] { (1, true), (2, true), (1, false) })
        {
            using var scope = NewDisposeScope();
            var x = Random(6, 5, 14, 14, ScalarType.Float32);
            var actual = Run(x, stride, training, InOne);
            var expected = Run(x, stride, training, (norm, shift, input) => shift.call(norm.call(input)));
            Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
            foreach (var (name, tensor) in expected)
                Assert.Equal(TensorAssert.Values(tensor), TensorAssert.Values(actual[name]));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradients_match_numerical_ones_in_float64(bool training)
    {
        RequireNative();
        using var scope = NewDisposeScope();
        var x = Random(2, 3, 4, 5, ScalarType.Float64);
        using var norm = Normalization(3, ScalarType.Float64, training);
        using var shift = Shift(3, 1, ScalarType.Float64);
        var input = x.detach().requires_grad_();
        var weights = linspace(-1, 1, x.numel(), ScalarType.Float64).view(x.shape);
        Loss().backward();
        foreach (var tensor in new[] { input, norm.Channels.Weight, norm.Channels.Bias, shift.Alpha, shift.Beta })
        {
            const double Step = 1e-6;
            double[] gradient = TensorAssert.Values(tensor.grad!);
            using var noGrad = no_grad();
            var flat = tensor.view(-1);
            for (int i = 0; i < gradient.Length; i++)
            {
                flat[i].add_(Step);
                double above = Loss().item<double>();
                flat[i].sub_(2 * Step);
                double below = Loss().item<double>();
                flat[i].add_(Step);
                Assert.Equal((above - below) / (2 * Step), gradient[i], 1e-6);
            }
        }

        Tensor Loss() => (InOne(norm, shift, input) * weights).sum();
    }

    [Fact]
    public void What_is_frozen_gets_no_gradient_and_the_rest_the_same()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        var x = Random(3, 4, 6, 6, ScalarType.Float32);
        var all = Run(x, 1, true, InOne);
        foreach (string frozen in new[] { "x", "weight bias", "alpha beta" })
        {
            var some = Run(x, 1, true, InOne, frozen.Split(' '));
            foreach (var (name, tensor) in all)
            {
                if (frozen.Split(' ').Any(f => name == "grad of " + f))
                    Assert.DoesNotContain(name, some.Keys);
                else
                    Assert.Equal(TensorAssert.Values(tensor), TensorAssert.Values(some[name]));
            }
        }
    }

    [Fact]
    public void Without_gradients_the_values_are_the_same()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        var x = Random(3, 4, 6, 6, ScalarType.Float32);
        using var norm = Normalization(4, ScalarType.Float32, training: false);
        using var shift = Shift(4, 2, ScalarType.Float32);
        var with = InOne(norm, shift, x);
        using var noGrad = no_grad();
        var without = InOne(norm, shift, x);
        Assert.Equal(TensorAssert.Values(with), TensorAssert.Values(without));
        Assert.True(with.requires_grad);
        Assert.False(without.requires_grad);
    }

    [Fact]
    public void Input_that_is_not_contiguous_gives_the_same_as_its_copy()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        var x = Random(3, 4, 5, 6, ScalarType.Float64);
        var expected = Run(x, 1, true, InOne);
        var actual = Run(x, 1, true, (norm, shift, input) => InOne(norm, shift, input.transpose(2, 3).contiguous().transpose(2, 3)));
        foreach (var (name, tensor) in expected)
            TensorAssert.Equal(TensorAssert.Values(tensor), actual[name], 1e-12);
    }

    [Fact]
    public void Nothing_but_the_result_is_left_in_the_scope()
    {
        RequireNative();
        using var norm = Normalization(2, ScalarType.Float32, training: true);
        using var shift = Shift(2, 1, ScalarType.Float32);
        using var scope = NewDisposeScope();
        var x = ones(3, 2, 4, 4).requires_grad_();
        int before = scope.DisposablesCount;
        var y = InOne(norm, shift, x);
        Assert.Equal(before + 1, scope.DisposablesCount);
        InOne(norm, shift, y).sum().backward();
        // Of the gradients only those of the last function.
        Assert.InRange(scope.DisposablesCount, 0, before + 3 + 5);
    }

    [Fact]
    public void A_residual_block_uses_it_and_comes_to_the_same()
    {
        RequireNative();
        foreach (var spatial in new[] { SpatialLayer.ActiveShift, SpatialLayer.SampledShift })
        {
            using var scope = NewDisposeScope();
            var x = Random(2, 4, 8, 8, ScalarType.Float32);
            using var generator = new Generator(5);
            using var block = new ResidualBlock(NetworkSpec.AsNet(20, 4, 1, classes: 2, spatial: spatial).Stages[0][0], generator);
            var inOne = block.call(x);
            int seen = 0;
            var normalization = (BatchNormalization)block.named_children().Single(m => m.name == "bn2").module;
            normalization.Observer = _ => seen++;
            var separate = block.call(x);
            Assert.Equal(1, seen);
            Assert.Equal(TensorAssert.Values(separate), TensorAssert.Values(inOne));
        }
    }

    private static Tensor InOne(BatchNormalization norm, ActiveShiftLayer shift, Tensor x)
    {
        Assert.True(NormalizedShift.Takes(x, norm));
        return NormalizedShift.Apply(x, norm, shift.Shifts);
    }

    private static Dictionary<string, Tensor> Run(
        Tensor values, int stride, bool training, Func<BatchNormalization, ActiveShiftLayer, Tensor, Tensor> forward, params string[] frozen)
    {
        int channels = (int)values.shape[1];
        using var norm = Normalization(channels, values.dtype, training);
        using var shift = Shift(channels, stride, values.dtype);
        var x = values.detach();
        var parameters = norm.named_parameters().Concat(shift.named_parameters()).Select(p => (p.name, Tensor: (Tensor)p.parameter)).Append((name: "x", Tensor: x)).ToArray();
        foreach (var (name, tensor) in parameters)
            tensor.requires_grad = !frozen.Contains(name);
        var y = forward(norm, shift, x);
        (y * linspace(-1, 1, y.numel(), y.dtype).view(y.shape)).sum().backward();
        var results = new Dictionary<string, Tensor> { ["y"] = y };
        foreach (var (name, buffer) in norm.named_buffers())
            results[name] = buffer.clone();
        foreach (var (name, tensor) in parameters.Where(p => p.Tensor.grad is not null))
            results["grad of " + name] = tensor.grad!.clone();
        return results;
    }

    private static BatchNormalization Normalization(int channels, ScalarType type, bool training)
    {
        using var generator = new Generator(7);
        var layer = new BatchNormalization(channels);
        layer.to(type);
        layer.train(training);
        using var noGrad = no_grad();
        foreach (var tensor in layer.parameters().Select(p => (Tensor)p).Concat(layer.buffers()))
            tensor.copy_(rand(tensor.shape, type, generator: generator) + 0.5);
        return layer;
    }

    private static ActiveShiftLayer Shift(int channels, int stride, ScalarType type)
    {
        using var generator = new Generator(9);
        var layer = new ActiveShiftLayer(channels, stride, generator);
        layer.to(type);
        return layer;
    }

    private static Tensor Random(int n, int c, int h, int w, ScalarType type)
    {
        using var generator = new Generator(3);
        return randn([n, c, h, w], type, generator: generator) - 0.3;
    }

    private static void RequireNative() => Assert.SkipUnless(NativeNormalizedShift.IsAvailable, "There is no native library.");
}
