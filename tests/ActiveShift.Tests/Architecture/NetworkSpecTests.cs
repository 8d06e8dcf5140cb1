namespace ActiveShift.Tests.Architecture;

public class NetworkSpecTests
{
    // Millions of parameters as the paper's CIFAR tables print them (10 classes), with half a unit of the last printed digit.
    // They come out with a 1×1 convolution as the shortcut wherever the stride or the width changes.
    [Theory]
    [InlineData(20, 16, 1, 0.035, 0.0005)]
    [InlineData(20, 16, 3, 0.1, 0.005)]
    [InlineData(20, 16, 6, 0.19, 0.005)]
    [InlineData(20, 16, 9, 0.28, 0.005)]
    [InlineData(20, 46, 1, 0.28, 0.005)]
    [InlineData(20, 88, 1, 0.99, 0.005)]
    [InlineData(110, 16, 6, 1.2, 0.05)]
    public void Small_networks_have_the_parameters_of_the_paper(int depth, int width, int expansion, double millions, double rounding) =>
        Assert.Equal(millions, NetworkSpec.AsNet(depth, width, expansion, classes: 10).ParameterCount / 1e6, tolerance: rounding);

    [Theory]
    [InlineData(32, 0.9, 0.005, 167)]
    [InlineData(50, 1.96, 0.005, 398)]
    [InlineData(68, 3.42, 0.005, 727)]
    public void Large_networks_have_the_parameters_and_multiply_adds_of_the_paper(int width, double millions, double rounding, double megaMultiplyAdds)
    {
        var spec = NetworkSpec.AsResNet(width);
        Assert.Equal(millions, spec.ParameterCount / 1e6, tolerance: rounding);
        Assert.Equal(megaMultiplyAdds, spec.MultiplyAdds / 1e6, tolerance: 0.5);
    }

    // ASNet-20-16-1 has 35,114 parameters, of which 2 for each of its 9 blocks' channels (16, 32, 64; three blocks each) are shifts.
    [Theory]
    [InlineData(SpatialLayer.ActiveShift, 0)]
    [InlineData(SpatialLayer.SampledShift, -2 * 336)]
    [InlineData(SpatialLayer.SampledIntegerShift, -2 * 336)]
    [InlineData(SpatialLayer.GroupedShift, -2 * 336)]
    [InlineData(SpatialLayer.Depthwise, (9 - 2) * 336)]
    [InlineData(SpatialLayer.DepthwiseBatchNorm, (9 + 2 - 2) * 336)]
    public void Other_spatial_layers_differ_by_their_own_parameters(SpatialLayer layer, int more)
    {
        var spec = NetworkSpec.AsNet(20, 16, 1, classes: 10, spatial: layer);
        var active = NetworkSpec.AsNet(20, 16, 1, classes: 10);
        Assert.Equal(active.ParameterCount + more, spec.ParameterCount);
        bool isDepthwise = layer is SpatialLayer.Depthwise or SpatialLayer.DepthwiseBatchNorm;
        Assert.Equal(active.MultiplyAdds + (isDepthwise ? 9 * 3 * (16 * 1024 + 32 * 256 + 64 * 64) : 0), spec.MultiplyAdds);
        Assert.All(spec.Stages.SelectMany(stage => stage), block => Assert.Equal(layer, block.Spatial));
    }

    [Fact]
    public void Unknown_spatial_layers_are_errors_that_say_which_there_are() =>
        Assert.Contains("GroupedShift", Assert.Throws<ArgumentOutOfRangeException>(() => new BlockSpec(4, 4, 4, 1, (SpatialLayer)6)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_released_w32_has_909035_numbers_with_its_running_statistics() =>
        // The authors' file holds one scale factor more for each of its 35 batch normalisations.
        Assert.Equal(909_035, NetworkSpec.AsResNetW32().Tensors.Sum(t => t.Count) + 35);
}
