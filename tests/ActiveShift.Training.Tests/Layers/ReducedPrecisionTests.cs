using ActiveShift.Training.Tests.Network;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

public class ReducedPrecisionTests
{
    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void The_shift_of_sixteen_bits_is_that_of_float32_rounded_once(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var exact = empty([2, 5, 7, 6], ScalarType.Float32).normal_(0, 1, generator).to_type(type).to_type(ScalarType.Float32);
        var weights = empty([2, 5, 4, 3], ScalarType.Float32).normal_(0, 1, generator).to_type(type).to_type(ScalarType.Float32);
        var (x32, alpha32, beta32) = (exact.clone().requires_grad_(), Shift(1), Shift(2));
        var (x16, alpha16, beta16) = (exact.to_type(type).requires_grad_(), Shift(1), Shift(2));

        var y32 = ActiveShiftOperator.Apply(x32, alpha32, beta32, 2);
        var y16 = ActiveShiftOperator.Apply(x16, alpha16, beta16, 2);
        (y32 * weights).sum().backward();
        (y16 * weights.to_type(type)).sum().backward();

        Assert.Equal(type, y16.dtype);
        Assert.True(y16.eq(y32.to_type(type)).all().item<bool>());
        Assert.Equal(type, x16.grad!.dtype);
        Assert.True(x16.grad!.eq(x32.grad!.to_type(type)).all().item<bool>());
        TensorAssert.Equal(TensorAssert.Values(alpha32.grad!), alpha16.grad!, 1e-6);
        TensorAssert.Equal(TensorAssert.Values(beta32.grad!), beta16.grad!, 1e-6);
        Assert.Equal(ScalarType.Float32, alpha16.grad!.dtype);

        static Tensor Shift(ulong seed)
        {
            using var generator = new Generator(seed);
            return empty([5], ScalarType.Float32).uniform_(-2, 2, generator).requires_grad_();
        }
    }

    // inputs, outputs, kernel, stride; without outputs the convolution is depthwise.
    public static TheoryData<int, int, int, int> Convolutions => new()
    {
        { 3, 8, 3, 1 }, { 3, 8, 3, 2 }, { 1, 5, 3, 1 }, { 32, 16, 3, 1 }, { 6, 4, 1, 1 }, { 70, 5, 1, 1 }, { 6, 4, 1, 2 },
        { 5, 0, 3, 1 }, { 16, 0, 3, 2 },
    };

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void A_convolution_of_sixteen_bits_on_the_CPU_is_that_of_float32_rounded_once(
        int inputs, int outputs, int kernel, int stride)
    {
        foreach (var type in new[] { ScalarType.BFloat16, ScalarType.Float16 })
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(3);
            nn.Module<Tensor, Tensor> layer = outputs == 0
                ? new DepthwiseConvolution(inputs, stride, generator)
                : new Convolution(inputs, outputs, kernel, stride, generator);
            var weight = layer.parameters().Single();
            using (no_grad())
                weight.copy_(Rounded(weight));
            var images = Rounded(randn([6, inputs, 9, 9], generator: generator));
            var expected = Run(layer, weight, images);
            var actual = Run(layer, weight, images.to_type(type));

            Assert.All(actual[..2], tensor => Assert.Equal(type, tensor.dtype));
            Assert.Equal(ScalarType.Float32, actual[2].dtype);
            for (int i = 0; i < expected.Length; i++)
            {
                var isSame = Rounded(expected[i]).eq(actual[i].to_type(ScalarType.Float32));
                Assert.True(isSame.all().item<bool>(), $"{type}, tensor {i}");
            }

            Tensor Rounded(Tensor tensor) => tensor.to_type(type).to_type(ScalarType.Float32);
        }

        // The result, and the gradients to the input and to the weights.
        static Tensor[] Run(nn.Module<Tensor, Tensor> layer, Tensor weight, Tensor images)
        {
            weight.grad = null;
            var x = images.detach().requires_grad_();
            var y = layer.call(x);
            // Few enough values to be exact in 16 bits.
            var wanted = arange(y.numel()).remainder(15).sub(7).view(y.shape).to_type(y.dtype);
            (y * wanted).sum().backward();
            return [y.detach(), x.grad!, weight.grad!];
        }
    }

    [Theory]
    [InlineData(SpatialLayer.ActiveShift)]
    [InlineData(SpatialLayer.GroupedShift)]
    [InlineData(SpatialLayer.DepthwiseBatchNorm)]
    public void A_network_follows_its_input_and_keeps_parameters_statistics_and_logits_in_float32(SpatialLayer spatial)
    {
        using var scope = NewDisposeScope();
        var spec = RandomNetwork.Spec(spatial: spatial);
        using var generator = new Generator(1);
        var network = new AsResNet(spec, generator);
        var images = tensor(RandomNetwork.Images(spec, 6, seed: 2)).view(6, spec.Channels, spec.Height, spec.Width);
        network.eval();
        var expected = network.call(images);
        var logits = network.call(images.to_type(ScalarType.BFloat16));
        Assert.Equal(ScalarType.Float32, logits.dtype);
        double error = (logits - expected).abs().max().item<float>() / expected.abs().max().item<float>();
        // Something was rounded to 8 bits, and no more than that.
        Assert.InRange(error, 1e-6, 0.05);

        network.train();
        network.call(images.to_type(ScalarType.BFloat16)).square().sum().backward();
        foreach (var (name, parameter) in network.named_parameters())
        {
            Assert.True(parameter.grad is { dtype: ScalarType.Float32 } gradient && gradient.isfinite().all().item<bool>(), name);
            Assert.Equal(ScalarType.Float32, parameter.dtype);
        }
        Assert.All(network.named_buffers(), buffer => Assert.Equal(ScalarType.Float32, buffer.buffer.dtype));
    }

    [Fact]
    public void Channels_last_images_give_the_same_logits()
    {
        using var scope = NewDisposeScope();
        var spec = RandomNetwork.Spec();
        var network = AsResNet.FromWeights(RandomNetwork.Weights(spec, 4));
        network.eval();
        var images = tensor(RandomNetwork.Images(spec, 3, seed: 2)).view(3, spec.Channels, spec.Height, spec.Width);
        TensorAssert.Equal(TensorAssert.Values(network.call(images)), network.call(ChannelsLast.Of(images)), 1e-5);
    }
}
