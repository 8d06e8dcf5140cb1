using ActiveShift.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

/// <summary>Against torch's own batch normalisation and ReLU.</summary>
public class BatchNormFunctionTests
{
    // n, c, h, w, training.
    public static TheoryData<int, int, int, int, bool> Shapes =>
    [
        .. from size in new[] { (1, 1, 1, 2), (4, 3, 1, 1), (2, 5, 3, 3), (3, 4, 5, 7), (1, 2, 8, 8), (2, 16, 28, 28), (5, 1, 9, 1), (3, 40, 7, 7) }
           from training in new[] { true, false }
           select (size.Item1, size.Item2, size.Item3, size.Item4, training),
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_gradients_and_statistics_are_torchs(int n, int c, int h, int w, bool training)
    {
        RequireNative();
        foreach (var (type, tolerance) in new[] { (ScalarType.Float32, 2e-4), (ScalarType.Float64, 1e-10) })
        {
            using var scope = NewDisposeScope();
            var (x, weights) = Random(n, c, h, w, type);
            var actual = Run(x, weights, type, training, (layer, input) => layer.call(input));
            var expected = Run(x, weights, type, training, (layer, input) => layer.Composed(input));
            Assert.Equal(expected.Count, actual.Count);
            foreach (var (name, tensor) in expected)
                TensorAssert.Equal(TensorAssert.Values(tensor), actual[name], tolerance);
        }
    }

    [Fact]
    public void Input_that_is_not_contiguous_gives_the_same_as_its_copy()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        var (x, weights) = Random(3, 4, 5, 6, ScalarType.Float64);
        var expected = Run(x, weights, ScalarType.Float64, true, (layer, input) => layer.call(input));
        var actual = Run(x, weights, ScalarType.Float64, true, (layer, input) => layer.call(input.transpose(2, 3).contiguous().transpose(2, 3)));
        foreach (var (name, tensor) in expected)
            TensorAssert.Equal(TensorAssert.Values(tensor), actual[name], 1e-12);
    }

    [Fact]
    public void Frozen_layer_passes_the_gradient_on_and_gets_none()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        using var layer = new BatchNormalization(3);
        foreach (var parameter in layer.parameters())
            parameter.requires_grad = false;
        layer.eval();
        var x = ones(2, 3, 4, 4).requires_grad_();
        layer.call(x).sum().backward();
        TensorAssert.Equal([.. Enumerable.Repeat(1 / Math.Sqrt(1 + BatchNormalization.Epsilon), 96)], x.grad!, 1e-6);
        Assert.All(layer.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.False(layer.call(ones(2, 3, 4, 4)).requires_grad);
        Assert.All(layer.named_buffers(), b => Assert.Equal(b.name == "running_mean" ? 0 : 1, b.buffer.max().item<float>()));
    }

    [Fact]
    public void Input_without_a_gradient_leaves_those_of_the_parameters()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        using var layer = new BatchNormalization(2);
        layer.call(arange(16, ScalarType.Float32).view(2, 2, 2, 2)).sum().backward();
        Assert.All(layer.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void One_value_a_channel_is_its_bias_and_leaves_the_statistics()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        using var layer = new BatchNormalization(2);
        WithNoGrad(() => layer.named_parameters().Single(p => p.name == "bias").parameter.copy_(tensor(new[] { 0.5f, -1 })));
        var x = tensor(new[] { 7f, -3 }).view(1, 2, 1, 1).requires_grad_();
        var y = layer.call(x);
        Assert.Equal([0.5, 0], TensorAssert.Values(y));
        y.sum().backward();
        Assert.Equal([0, 0], TensorAssert.Values(x.grad!));
        Assert.All(layer.named_buffers(), b => Assert.Equal(b.name == "running_mean" ? 0 : 1, b.buffer.max().item<float>()));
    }

    [Fact]
    public void Empty_batch_is_left_to_torch()
    {
        using var scope = NewDisposeScope();
        using var layer = new BatchNormalization(2);
        layer.eval();
        Assert.Equal([0, 2, 3, 3], layer.call(zeros(0, 2, 3, 3)).shape);
        Assert.False(BatchNormFunction.Takes(zeros(0, 2, 3, 3)));
        Assert.False(BatchNormFunction.Takes(zeros([1, 2, 3, 3], ScalarType.Float16)));
        Assert.False(BatchNormFunction.Takes(zeros([1, 2, 3, 3], device: META)));
    }

    [Fact]
    public void Nothing_but_the_result_is_left_in_the_scope()
    {
        RequireNative();
        using var layer = new BatchNormalization(2);
        using var scope = NewDisposeScope();
        var x = ones(3, 2, 4, 4).requires_grad_();
        int before = scope.DisposablesCount;
        var y = layer.call(x);
        Assert.Equal(before + 1, scope.DisposablesCount);
        // Of the gradients only those of the last function: the others are torch's alone once it has them.
        layer.call(layer.call(layer.call(y))).sum().backward();
        int gradients = 3;
        Assert.InRange(scope.DisposablesCount, 0, before + 6 + gradients);
    }

    private static Dictionary<string, Tensor> Run(Tensor values, Tensor weights, ScalarType type, bool training, Func<BatchNormalization, Tensor, Tensor> forward)
    {
        using var layer = new BatchNormalization((int)values.shape[1]);
        layer.to(type);
        layer.train(training);
        var tensors = layer.named_parameters().Select(p => (p.name, Tensor: (Tensor)p.parameter)).Concat(layer.named_buffers().Select(b => (b.name, Tensor: b.buffer))).ToArray();
        WithNoGrad(() =>
        {
            for (int i = 0; i < tensors.Length; i++)
                tensors[i].Tensor.copy_(weights[i]);
        });
        var x = values.detach().requires_grad_();
        var y = forward(layer, x);
        Assert.Equal(values.shape, y.shape);
        Assert.Equal(type, y.dtype);
        (y * linspace(-1, 1, y.numel(), type).view(y.shape)).sum().backward();
        var results = new Dictionary<string, Tensor> { ["y"] = y, ["x"] = x.grad! };
        foreach (var (name, tensor) in tensors)
        {
            results[name] = tensor.clone();
            if (tensor.requires_grad)
                results["grad of " + name] = tensor.grad!;
        }
        return results;
    }

    private static (Tensor X, Tensor Weights) Random(int n, int c, int h, int w, ScalarType type)
    {
        using var generator = new Generator(3);
        return (randn([n, c, h, w], type, generator: generator) + 0.3, rand([4, c], type, generator: generator) + 0.5);
    }

    private static void WithNoGrad(Action action)
    {
        using var noGrad = no_grad();
        action();
    }

    private static void RequireNative() => Assert.SkipUnless(NativeBatchNorm.IsAvailable, "There is no native library.");
}
