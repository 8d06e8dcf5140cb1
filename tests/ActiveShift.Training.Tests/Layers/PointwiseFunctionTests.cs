using ActiveShift.Interop;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

/// <summary>Against torch's own convolution.</summary>
public class PointwiseFunctionTests
{
    // n, inputs, outputs, h, w.
    public static TheoryData<int, int, int, int, int> Shapes => new()
    {
        { 1, 1, 1, 1, 1 }, { 3, 4, 6, 1, 1 }, { 2, 16, 16, 32, 32 }, { 2, 46, 92, 7, 7 }, { 5, 3, 2, 9, 1 }, { 1, 70, 9, 5, 5 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_and_gradients_are_torchs(int n, int inputs, int outputs, int h, int w)
    {
        RequireNative();
        foreach (var (type, tolerance) in new[] { (ScalarType.Float32, 1e-4), (ScalarType.Float64, 1e-11) })
        {
            foreach (bool adds in new[] { false, true })
            {
                using var scope = NewDisposeScope();
                using var generator = new Generator(1);
                var x = randn([n, inputs, h, w], type, generator: generator);
                var weight = randn([outputs, inputs, 1, 1], type, generator: generator);
                var added = randn([n, outputs, h, w], type, generator: generator);
                var expected = Run(x, weight, added, (a, b, c) => adds ? nn.functional.conv2d(a, b) + c : nn.functional.conv2d(a, b) + 0 * c);
                var actual = Run(x, weight, added, (a, b, c) => adds ? PointwiseFunction.Apply(a, b, c) : PointwiseFunction.Apply(a, b) + 0 * c);
                for (int i = 0; i < expected.Length; i++)
                    TensorAssert.Equal(TensorAssert.Values(expected[i]), actual[i], tolerance);
            }
        }
    }

    [Fact]
    public void Tensors_that_are_not_contiguous_give_the_same_as_their_copies()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var x = randn([3, 4, 5, 6], ScalarType.Float64, generator: generator);
        var weight = randn([2, 4, 1, 1], ScalarType.Float64, generator: generator);
        var added = randn([3, 2, 5, 6], ScalarType.Float64, generator: generator);
        var expected = Run(x, weight, added, (a, b, c) => PointwiseFunction.Apply(a, b, c));
        var actual = Run(x, weight, added, (a, b, c) => PointwiseFunction.Apply(Strided(a), Strided(b), Strided(c)));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(TensorAssert.Values(expected[i]), TensorAssert.Values(actual[i]));

        static Tensor Strided(Tensor tensor) => tensor.transpose(0, 1).contiguous().transpose(0, 1);
    }

    [Fact]
    public void Only_the_wanted_gradients_are_computed()
    {
        RequireNative();
        using var scope = NewDisposeScope();
        var (x, weight, added) = (ones(2, 3, 4, 4), ones(5, 3, 1, 1), ones(2, 5, 4, 4));
        Assert.False(PointwiseFunction.Apply(x, weight, added).requires_grad);
        PointwiseFunction.Apply(x, weight.requires_grad_(), added).sum().backward();
        Assert.NotNull(weight.grad);
        Assert.Null(x.grad);
        Assert.Null(added.grad);
        PointwiseFunction.Apply(x, weight.detach(), added.requires_grad_()).sum().backward();
        Assert.Equal(160, added.grad!.sum().item<float>());
        Assert.Null(x.grad);
    }

    [Fact]
    public void Only_float_tensors_with_elements_on_the_cpu_are_taken()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(NativePointwise.IsAvailable, PointwiseFunction.Takes(zeros(1, 2, 3, 3)));
        Assert.False(PointwiseFunction.Takes(zeros(0, 2, 3, 3)));
        Assert.False(PointwiseFunction.Takes(zeros([1, 2, 3, 3], ScalarType.Float16)));
        Assert.False(PointwiseFunction.Takes(zeros([1, 2, 3, 3], device: META)));
    }

    private static Tensor[] Run(Tensor x, Tensor weight, Tensor added, Func<Tensor, Tensor, Tensor, Tensor> forward)
    {
        var (a, b, c) = (x.detach().requires_grad_(), weight.detach().requires_grad_(), added.detach().requires_grad_());
        var y = forward(a, b, c);
        (y * linspace(-1, 1, y.numel(), y.dtype).view(y.shape)).sum().backward();
        return [y, a.grad!, b.grad!, c.grad!];
    }

    private static void RequireNative() => Assert.SkipUnless(NativePointwise.IsAvailable, "There is no native library.");
}
