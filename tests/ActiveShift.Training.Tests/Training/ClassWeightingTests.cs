using ActiveShift.Training.Tests.Data;
using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Training;

public class ClassWeightingTests
{
    private static readonly NetworkSpec _spec = RandomNetwork.Spec();

    [Fact]
    public void Balanced_weights_make_every_class_count_the_same()
    {
        var images = new TestImages(_spec, 12) { Label = i => i < 8 ? 0 : i < 11 ? 1 : 2 };
        Assert.Equal([0.5, 12.0 / 9, 4], Weights(new() { BalancedClassWeights = true }, images)!);
    }

    [Fact]
    public void Class_without_images_has_no_weight() =>
        Assert.Equal([2.0 / 3, 2.0 / 3, 0], Weights(new() { BalancedClassWeights = true }, new TestImages(_spec, 4) { Label = i => i % 2 })!);

    [Fact]
    public void Given_weights_are_taken_and_none_is_the_default()
    {
        Assert.Equal([1, 2, 3], Weights(new() { ClassWeights = [1, 2, 3] }, new TestImages(_spec, 4))!);
        Assert.Null(Weights(new(), new TestImages(_spec, 4)));
    }

    [Fact]
    public void Wrong_number_of_weights_is_an_error() => Assert.Contains(
        "ClassWeights has 2 weights; the network has 3 classes.",
        Assert.Throws<ArgumentException>(() => NetworkTrainer.Train(_spec, new TestImages(_spec, 4), null, new() { ClassWeights = [1, 2] })).Message);

    private static double[]? Weights(TrainingOptions options, IImageSet images) => ClassWeighting.Of(options, images, _spec.Classes);
}
