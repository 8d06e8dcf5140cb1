using ActiveShift.Interop;
using static ActiveShift.Training.Tests.Layers.ActiveShiftOracle;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

public class ActiveShiftOperatorTests
{
    private static readonly Func<Tensor, Tensor, Tensor, int, Tensor> _native = ActiveShiftFunction.Apply;
    private static readonly Func<Tensor, Tensor, Tensor, int, Tensor> _composed = ActiveShiftComposition.Apply;

    // n, c, h, w, stride: one pixel, one row, one column, odd sizes, below and above a vector, strides that don't divide, an empty batch.
    public static TheoryData<int, int, int, int, int> Shapes => new()
    {
        { 1, 1, 1, 1, 1 }, { 2, 3, 1, 9, 1 }, { 2, 3, 9, 1, 2 }, { 3, 4, 5, 7, 1 }, { 3, 4, 5, 7, 2 }, { 1, 2, 8, 8, 2 },
        { 2, 5, 28, 28, 1 }, { 1, 6, 17, 33, 3 }, { 2, 2, 3, 3, 16 }, { 0, 3, 5, 5, 2 }, { 1, 40, 7, 7, 1 },
    };

    private static readonly double[] _integers = [0, 1, -1, 2, -3];
    private static readonly double[] _huge = [-1e6, 123456.75, 1e9, -40.5, 33];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Real_shifts_match_the_oracle(int n, int c, int h, int w, int stride) => Verify(Case.Random(n, c, h, w, stride, seed: 1));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Integer_shifts_match_the_oracle_with_the_right_hand_derivative(int n, int c, int h, int w, int stride) =>
        Verify(Case.Random(n, c, h, w, stride, seed: 2, _integers));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Shifts_beyond_the_image_give_zero(int n, int c, int h, int w, int stride) => Verify(Case.Random(n, c, h, w, stride, seed: 3, _huge));

    [Fact]
    public void Shift_that_is_not_finite_gives_nan_in_its_channel_only()
    {
        foreach (var apply in Implementations())
        {
            using var scope = NewDisposeScope();
            var y = apply(ones(1, 4, 3, 3), tensor(new[] { float.NaN, 0, float.PositiveInfinity, 0 }), tensor(new[] { 0, 0, 0, float.NaN }), 1);
            Assert.Equal([true, false, true, true], Enumerable.Range(0, 4).Select(c => y[0, c].isnan().all().item<bool>()));
            Assert.True(y[0, 1].eq(1).all().item<bool>());
        }
    }

    [Fact]
    public void Non_contiguous_input_gives_the_same_as_its_copy()
    {
        using var scope = NewDisposeScope();
        var c = Case.Random(2, 3, 6, 5, 2, seed: 4);
        double[] weights = Case.Random(2, 3, 3, 3, 1, seed: 8).X;
        foreach (var apply in Implementations())
        {
            var (x, alpha, beta) = Tensors(c, ScalarType.Float64, grad: false);
            var wide = zeros(2, 5, 6, 9, ScalarType.Float64);
            wide.narrow(1, 1, 3).narrow(3, 2, 5).copy_(x);
            var strided = wide.narrow(1, 1, 3).narrow(3, 2, 5).requires_grad_();
            var transposed = x.transpose(2, 3).contiguous().transpose(2, 3).requires_grad_();
            foreach (var input in new[] { strided, transposed })
            {
                Assert.False(input.is_contiguous());
                var everySecond = stack([alpha, alpha], 1).select(1, 0).requires_grad_();
                var y = apply(input, everySecond, beta, c.Stride);
                TensorAssert.Equal(Forward(c), y, 1e-12);
                // A gradient that is not contiguous either: that of the transposed output, row by row.
                (y.transpose(2, 3) * tensor(weights, ScalarType.Float64).view(y.shape).transpose(2, 3).contiguous()).sum().backward();
                TensorAssert.Equal(Backward(c, weights).X, input.grad!, 1e-12);
                TensorAssert.Equal(Backward(c, weights).Alpha, everySecond.grad!, 1e-11);
            }
        }
    }

    [Fact]
    public void Zero_shift_is_the_identity_and_a_constant_image_stays_constant_inside()
    {
        foreach (var apply in Implementations())
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(5);
            var x = rand(2, 3, 7, 9, generator: generator);
            Assert.Equal(TensorAssert.Values(x), TensorAssert.Values(apply(x, zeros(3), zeros(3), 1)));
            var y = apply(ones(1, 3, 9, 9), tensor(new[] { 0.3f, -0.7f, 1.5f }), tensor(new[] { -1.2f, 0.9f, -0.1f }), 1);
            Assert.True(y.narrow(2, 2, 5).narrow(3, 2, 5).sub(1).abs().max().item<float>() < 1e-6f);
        }
    }

    [Fact]
    public void Only_the_wanted_gradients_are_computed()
    {
        foreach (var apply in Implementations())
        {
            using var scope = NewDisposeScope();
            var (x, alpha, beta) = Tensors(Case.Random(1, 2, 4, 4, 1, seed: 6), ScalarType.Float32, grad: false);
            Assert.False(apply(x, alpha, beta, 1).requires_grad);
            apply(x.requires_grad_(), alpha, beta, 1).sum().backward();
            Assert.NotNull(x.grad);
            Assert.Null(alpha.grad);
            apply(x.detach(), alpha.requires_grad_(), beta, 1).sum().backward();
            Assert.NotNull(alpha.grad);
            Assert.Null(beta.grad);
        }
    }

    [Fact]
    public void Wrong_arguments_are_errors_that_say_what_came()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3, 4, 4);
        var shift = zeros(3);
        Rejects("rank 4, [N, C, H, W]; this one is [3, 4, 4]", () => ActiveShiftOperator.Apply(x[0], shift, shift));
        Rejects("takes Float32, Float64, Float16 or BFloat16; the input is Int64", () => ActiveShiftOperator.Apply(x.to_type(ScalarType.Int64), shift, shift));
        Rejects("has 3 channels, so alpha must be [3]; it is [4]", () => ActiveShiftOperator.Apply(x, zeros(4), shift));
        Rejects("beta must be [3]; it is [3, 1]", () => ActiveShiftOperator.Apply(x, shift, zeros(3, 1)));
        Rejects("element type Float32, beta must have Float32; it has Float64", () => ActiveShiftOperator.Apply(x, shift, shift.to_type(ScalarType.Float64)));
        Rejects("alpha must be on the input's device meta; it is on cpu", () => ActiveShiftOperator.Apply(zeros([2, 3, 4, 4], device: META), shift, shift));
        Rejects("at least one pixel; the input is [2, 3, 0, 4]", () => ActiveShiftOperator.Apply(zeros(2, 3, 0, 4), shift, shift));
        Assert.Throws<ArgumentOutOfRangeException>(() => ActiveShiftOperator.Apply(x, shift, shift, 0));
        Assert.Throws<ArgumentNullException>(() => ActiveShiftOperator.Apply(x, null!, shift));

        static void Rejects(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);
    }

    [Fact]
    public void Operator_uses_the_native_kernel_where_it_is_there()
    {
        using var scope = NewDisposeScope();
        var (x, alpha, beta) = Tensors(Case.Random(2, 3, 6, 5, 1, seed: 7), ScalarType.Float32, grad: true);
        var expected = (NativeShift.IsAvailable ? _native : _composed)(x, alpha, beta, 1);
        Assert.Equal(TensorAssert.Values(expected), TensorAssert.Values(ActiveShiftOperator.Apply(x, alpha, beta)));
    }

    private static void Verify(Case c)
    {
        var random = new Random(9);
        double[] expected = Forward(c);
        double[] weights = [.. expected.Select(_ => (double)(float)(random.NextDouble() - 0.5))];
        var gradient = Backward(c, weights);
        foreach (var apply in Implementations())
        {
            foreach (var (type, tolerance) in new[] { (ScalarType.Float32, 2e-5), (ScalarType.Float64, 1e-11) })
            {
                using var scope = NewDisposeScope();
                var (x, alpha, beta) = Tensors(c, type, grad: true);
                var y = apply(x, alpha, beta, c.Stride);
                Assert.Equal([c.N, c.C, c.OutH, c.OutW], y.shape);
                Assert.Equal(type, y.dtype);
                TensorAssert.Equal(expected, y, tolerance);
                (y * tensor(weights, type).view(y.shape)).sum().backward();
                TensorAssert.Equal(gradient.X, x.grad!, tolerance);
                TensorAssert.Equal(gradient.Alpha, alpha.grad!, tolerance);
                TensorAssert.Equal(gradient.Beta, beta.grad!, tolerance);
            }
        }
    }

    private static IEnumerable<Func<Tensor, Tensor, Tensor, int, Tensor>> Implementations()
    {
        yield return _composed;
        if (NativeShift.IsAvailable)
            yield return _native;
    }

    private static (Tensor X, Tensor Alpha, Tensor Beta) Tensors(Case c, ScalarType type, bool grad) =>
        (tensor(c.X, type).view(c.N, c.C, c.H, c.W).requires_grad_(grad), tensor(c.Alpha, type).requires_grad_(grad), tensor(c.Beta, type).requires_grad_(grad));
}
