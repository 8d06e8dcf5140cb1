using ActiveShift.Training.Tests.Data;

namespace ActiveShift.Training.Tests.Training;

public class DivergenceTests
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
    private static readonly TrainingOptions _options = new() { Epochs = 3, BatchSize = 16, CropPadding = 1, Seed = 5, Threads = 1 };

    [Fact]
    public void Loss_that_is_not_a_number_stops_with_place_images_and_advice()
    {
        var exception = Diverge(new ScaledImages(new TestImages(_spec, 32), (_, _) => float.NaN), _options);
        Assert.Contains("The loss became NaN in epoch 1, batch 1 (step 1) at learning rate 0.1. Try a lower LearningRate", exception.Message);
        Assert.Contains($"index in the training set: {string.Join(", ", exception.ImageIndices.Take(10))} and 6 more.", exception.Message);
        Assert.Equal((1, 1, 1, 0.1), (exception.Epoch, exception.Batch, exception.Step, exception.LearningRate));
        Assert.True(double.IsNaN(exception.Loss));
    }

    [Fact]
    public void Batch_with_the_bad_image_is_named()
    {
        var images = new TestImages(_spec, 64);
        var exception = Diverge(new ScaledImages(images, (index, read) => index == 50 && read > 64 ? float.NaN : 1), _options);
        Assert.Equal(2, exception.Epoch);
        Assert.Equal(4 + exception.Batch, exception.Step);
        Assert.Equal(16, exception.ImageIndices.Distinct().Count());
        Assert.Contains(50, exception.ImageIndices);
    }

    [Fact]
    public void Exploded_loss_is_told_from_a_bad_one()
    {
        var exception = Diverge(new TestImages(_spec, 32), _options with { LearningRate = 100, Epochs = 50 });
        Assert.Contains("The loss exploded to ", exception.Message);
        Assert.True(double.IsFinite(exception.Loss) && exception.Loss > 1000 * Math.Log(4));
    }

    [Fact]
    public void Statistics_that_are_not_finite_are_found_at_the_end_of_an_epoch()
    {
        // The variance of the stem's output does not fit into a float; normalised by it, everything is 0 and the loss is fine.
        var exception = Diverge(new ScaledImages(new TestImages(_spec, 16), (_, _) => 1e25f), _options);
        Assert.Contains("Tensor 'stages.0.blocks.0.bn1.running_var' is no longer finite in epoch 1, batch 1 (step 1)", exception.Message);
    }

    private static TrainingDivergedException Diverge(IImageSet images, TrainingOptions options) =>
        Assert.Throws<TrainingDivergedException>(() => NetworkTrainer.Train(_spec, images, null, options));

    /// <summary>Images times a factor that may depend on the image and on how many were read before.</summary>
    private sealed class ScaledImages(TestImages images, Func<int, int, float> factor) : IImageSet
    {
        public int Count => images.Count;

        public int GetLabel(int index) => images.GetLabel(index);

        public void CopyImage(int index, Span<float> chw)
        {
            images.CopyImage(index, chw);
            float f = factor(index, images.Reads);
            for (int i = 0; i < chw.Length; i++)
                chw[i] *= f;
        }
    }
}
