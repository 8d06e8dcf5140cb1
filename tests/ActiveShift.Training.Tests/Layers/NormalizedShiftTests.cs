using ActiveShift.Interop;
using ActiveShift.Tests.Cuda.Launch;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

public class NormalizedShiftTests
{
    [Fact]
    public void Scale_and_bias_are_what_batch_normalisation_does_in_evaluation()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var generator = new Generator(1);
        using var layer = Layer(generator);
        var x = empty([2, 3, 4, 5], ScalarType.Float32).normal_(0, 2, generator);

        var (scale, bias) = layer.Merged();

        var merged = (x * scale.view(1, 3, 1, 1) + bias.view(1, 3, 1, 1)).relu();
        TensorAssert.Equal(TensorAssert.Values(layer.Composed(x)), merged, 1e-5);
        Assert.True(merged.ne(0).any().item<bool>());
    }

    [Fact]
    public void The_kernel_gets_them_and_the_input_as_it_is()
    {
        using var driver = new StandInDriver();
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var generator = new Generator(1);
        using var layer = Layer(generator);
        using var shift = new ActiveShiftLayer(3, 2, generator);
        var x = ChannelsLast.Of(zeros([2, 3, 4, 5], ScalarType.BFloat16));

        var y = NormalizedShift.Apply(x, layer, shift.Shifts);

        var seen = Assert.Single(driver.Launches).Arguments;
        Assert.Equal((DeviceMemory.Pointer(x), DeviceMemory.Pointer(y), DeviceMemory.Pointer(shift.Alpha)), (seen.X, seen.Y, seen.Alpha));
        Assert.DoesNotContain(0, new[] { seen.Scale, seen.Bias });
        Assert.NotEqual(seen.Scale, seen.Bias);
        Assert.True(ChannelsLast.Is(y));
    }

    [Fact]
    public void On_the_CPU_it_is_for_training_and_scoring_in_the_native_types()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        using var layer = Layer(generator);
        foreach (bool training in new[] { false, true })
        {
            layer.train(training);
            Assert.Equal(NativeNormalizedShift.IsAvailable, NormalizedShift.Takes(zeros(1, 3, 2, 2), layer));
            Assert.Equal(NativeNormalizedShift.IsAvailable, NormalizedShift.Takes(zeros([1, 3, 2, 2], ScalarType.Float64), layer));
            Assert.False(NormalizedShift.Takes(zeros([1, 3, 2, 2], ScalarType.BFloat16), layer));
            Assert.False(NormalizedShift.Takes(zeros(0, 3, 2, 2), layer));
        }
    }

    [Fact]
    public void A_layer_that_is_observed_runs_by_itself()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        using var layer = Layer(generator);
        layer.Observer = _ => { };
        Assert.False(NormalizedShift.Takes(zeros(1, 3, 2, 2), layer));
    }

    private static BatchNormalization Layer(Generator generator)
    {
        var layer = new BatchNormalization(3);
        using var noGrad = no_grad();
        foreach (var (name, tensor) in layer.named_parameters().Select(p => (p.name, (Tensor)p.parameter)).Concat(layer.named_buffers().Select(b => (b.name, b.buffer))))
            tensor.uniform_(name == "running_var" ? 0.2 : -1, 1.5, generator);
        layer.eval();
        return layer;
    }
}
