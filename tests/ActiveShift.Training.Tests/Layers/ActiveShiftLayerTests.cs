using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

public class ActiveShiftLayerTests
{
    [Fact]
    public void Shifts_start_uniform_in_minus_1_to_1_from_the_given_generator()
    {
        using var scope = NewDisposeScope();
        using var first = Make(4000, 1, seed: 3);
        using var same = Make(4000, 1, seed: 3);
        using var other = Make(4000, 1, seed: 4);
        Assert.Equal(TensorAssert.Values(first.Alpha), TensorAssert.Values(same.Alpha));
        Assert.Equal(TensorAssert.Values(first.Beta), TensorAssert.Values(same.Beta));
        Assert.NotEqual(TensorAssert.Values(first.Alpha), TensorAssert.Values(other.Alpha));
        Assert.NotEqual(TensorAssert.Values(first.Alpha), TensorAssert.Values(first.Beta));
        foreach (var shift in new[] { first.Alpha, first.Beta })
        {
            double[] values = TensorAssert.Values(shift);
            Assert.All(values, value => Assert.InRange(value, -1, 1));
            Assert.Equal(0, values.Average(), 0.05);
            Assert.Equal(1.0 / 3, values.Average(v => v * v), 0.02);
        }
    }

    // Each loss is piecewise linear in a shift, so a one-sided difference is exact within a cell, and is the right-hand derivative.
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Gradients_match_numerical_ones_in_float64(int stride, bool integerShifts)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        using var layer = Make(3, stride, seed: 12);
        layer.to(ScalarType.Float64);
        using (no_grad())
        {
            layer.Alpha.mul_(2);
            layer.Beta.mul_(2);
            if (integerShifts)
            {
                layer.Alpha.round_();
                layer.Beta.round_();
            }
        }
        var x = rand([2, 3, 5, 6], ScalarType.Float64, generator: generator).requires_grad_();
        var weights = rand_like(layer.call(x).detach(), generator);
        Loss().backward();

        foreach (var tensor in new[] { x, layer.Alpha, layer.Beta })
        {
            const double Step = 1e-4;
            double[] gradient = TensorAssert.Values(tensor.grad!);
            using var noGrad = no_grad();
            var flat = tensor.view(-1);
            for (int i = 0; i < gradient.Length; i++)
            {
                double before = Loss().item<double>();
                flat[i].add_(Step);
                double after = Loss().item<double>();
                flat[i].sub_(Step);
                Assert.Equal((after - before) / Step, gradient[i], 1e-7);
            }
        }

        Tensor Loss() => (layer.call(x) * weights).sum();
    }

    [Theory]
    [InlineData(ShiftGradient.Normalized, 0.6, 0.8)]
    [InlineData(ShiftGradient.Clipped, 1.2, 1.6)]
    [InlineData(ShiftGradient.Plain, 3, 4)]
    public void Gradient_rule_works_on_the_sum_of_all_backward_passes(ShiftGradient kind, double alpha, double beta)
    {
        using var scope = NewDisposeScope();
        using var layer = Make(2, 1, seed: 0);
        // Together 3 and 4 in the first channel, nothing in the second.
        (layer.Alpha[0] * 1 + layer.Beta[0] * 4 + layer.Alpha[1] * 0 + layer.Beta[1] * 0).backward();
        (layer.Alpha[0] * 2).backward();
        layer.ApplyGradientRule(kind, maxNorm: 2);
        TensorAssert.Equal([alpha, 0], layer.Alpha.grad!, 1e-6);
        TensorAssert.Equal([beta, 0], layer.Beta.grad!, 1e-6);
    }

    [Fact]
    public void Clipping_leaves_small_gradients_and_normalising_lifts_tiny_ones()
    {
        using var scope = NewDisposeScope();
        var (alpha, beta) = (tensor(new[] { 0.3f, 3e-30f }), tensor(new[] { 0.4f, 4e-30f }));
        new ShiftGradientRule(ShiftGradient.Clipped, 1).Apply(alpha, beta);
        TensorAssert.Equal([0.3f, 3e-30f], alpha, 1e-9);
        new ShiftGradientRule(ShiftGradient.Normalized, 1).Apply(alpha, beta);
        TensorAssert.Equal([0.6, 0.6], alpha, 1e-6);
        TensorAssert.Equal([0.8, 0.8], beta, 1e-6);
    }

    [Fact]
    public void Values_out_of_range_are_errors()
    {
        using var generator = new Generator(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ActiveShiftLayer(0, 1, generator));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ActiveShiftLayer(1, 0, generator));
        Assert.Throws<ArgumentNullException>(() => new ActiveShiftLayer(1, 1, null!));
        using var layer = new ActiveShiftLayer(1, 1, generator);
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.ApplyGradientRule(ShiftGradient.Clipped, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.ApplyGradientRule(ShiftGradient.Clipped, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => layer.ApplyGradientRule((ShiftGradient)7));
    }

    private static ActiveShiftLayer Make(int channels, int stride, ulong seed)
    {
        using var generator = new Generator(seed);
        return new ActiveShiftLayer(channels, stride, generator);
    }

    private static Tensor rand_like(Tensor like, Generator generator) => rand(like.shape, like.dtype, generator: generator);
}
