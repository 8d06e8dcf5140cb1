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

    [Fact]
    public void The_released_w32_has_909035_numbers_with_its_running_statistics() =>
        // The authors' file holds one scale factor more for each of its 35 batch normalisations.
        Assert.Equal(909_035, NetworkSpec.AsResNetW32().Tensors.Sum(t => t.Count) + 35);
}
