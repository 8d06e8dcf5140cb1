using ActiveShift.Training.Tests.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Devices;

public class BatchPlacementTests
{
    private static readonly Device _gpu = new(DeviceType.CUDA, 1);

    [Theory]
    [InlineData(TrainingPrecision.Float32, null, ScalarType.Float32, false)]
    [InlineData(TrainingPrecision.BFloat16, null, ScalarType.BFloat16, true)]
    [InlineData(TrainingPrecision.BFloat16, false, ScalarType.BFloat16, false)]
    [InlineData(TrainingPrecision.Float32, true, ScalarType.Float32, true)]
    public void The_options_say_type_and_layout_on_a_GPU_and_the_type_alone_on_the_CPU(TrainingPrecision precision, bool? channelsLast, ScalarType type, bool isLast)
    {
        var options = new TrainingOptions { Precision = precision, ChannelsLast = channelsLast };
        Assert.Equal(new BatchPlacement(_gpu, type, isLast), BatchPlacement.Of(options, _gpu));
        Assert.Equal((type, false), (BatchPlacement.Of(options, CPU).Type, BatchPlacement.Of(options, CPU).IsChannelsLast));
    }

    [Fact]
    public void Images_are_scored_in_float32_and_features_have_no_layout()
    {
        var placement = new BatchPlacement(_gpu, ScalarType.BFloat16, true);
        Assert.Equal(new BatchPlacement(_gpu, ScalarType.Float32, true), placement.ForScoring);
        Assert.Equal(new BatchPlacement(_gpu, ScalarType.Float32, false), placement.ForFeatures);
    }

    [Fact]
    public void Placed_images_have_the_same_values_in_the_other_form()
    {
        using var scope = NewDisposeScope();
        var images = arange(2 * 3 * 4 * 5, ScalarType.Float32).view(2, 3, 4, 5);
        double[] values = TensorAssert.Values(images);

        var placed = new BatchPlacement(CPU, ScalarType.BFloat16, true).Place(images.clone());

        Assert.Equal(ScalarType.BFloat16, placed.dtype);
        Assert.Equal([60, 1, 15, 3], placed.stride());
        TensorAssert.Equal(values, placed, 0);
        Assert.Same(images, BatchPlacement.Cpu.Place(images));
    }
}
