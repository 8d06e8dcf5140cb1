using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Network;

/// <summary>
/// torch's meta device computes shapes and no values, and refuses tensors of another device: what runs on it makes none on the CPU. It has no
/// convolutions and no batch normalisation.
/// </summary>
public class DeviceTests
{
    private static readonly NetworkSpec _spec = RandomNetwork.Spec();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void The_composed_shift_makes_nothing_elsewhere(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var x = zeros([2, 3, 5, 7], type, META).requires_grad_();
        var (alpha, beta) = (zeros([3], device: META).requires_grad_(), zeros([3], device: META).requires_grad_());
        var y = ActiveShiftOperator.Apply(x, alpha, beta, 2);
        Assert.Equal([2, 3, 3, 4], y.shape);
        y.sum().backward();
        Assert.Equal((type, DeviceType.META), (x.grad!.dtype, x.grad.device_type));
        Assert.Equal((ScalarType.Float32, DeviceType.META), (alpha.grad!.dtype, alpha.grad.device_type));
        Assert.Equal(DeviceType.META, beta.grad!.device_type);
    }

    [Fact]
    public void A_network_that_is_moved_is_so_in_every_layer_and_so_are_its_optimizer_and_its_loss()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        using var network = new AsResNet(_spec, generator);
        network.MoveTo(META);
        using var optimizer = new NetworkOptimizer(network, new TrainingOptions { LatticeRegularization = 0.1 });
        using var loss = new TrainingLoss([1, 2, 3], labelSmoothing: 0.1, META);

        var weight = network.named_parameters().Single(p => p.name == "fc.weight").parameter;
        var logits = nn.functional.linear(zeros([4, _spec.FeatureWidth], device: META), weight);
        loss.Of(logits, zeros([4], ScalarType.Int64, META)).backward();
        optimizer.Step(0.1, 1);

        Assert.Equal(DeviceType.META, network.Device.type);
        Assert.All(network.named_parameters(), p => Assert.Equal((DeviceType.META, DeviceType.META), (p.parameter.device_type, p.parameter.grad!.device_type)));
        Assert.All(network.named_buffers(), b => Assert.Equal(DeviceType.META, b.buffer.device_type));
        Assert.All(network.Shifts.SelectMany(s => s), shift => Assert.Equal(DeviceType.META, shift.Alpha.device_type));
        Assert.All(optimizer.Groups, group => Assert.Equal(DeviceType.META, group.Values.device_type));
    }
}
