namespace ActiveShift.Training.Tests.Data.Mixing;

public class MixedBatchTests
{
    private static readonly ImageSize _size = new(1, 2, 2);
    private static readonly int[] _indices = [.. Enumerable.Range(4, 7)];

    [Theory]
    [InlineData(0.4, 0)]
    [InlineData(0, 1)]
    public void Mixed_images_are_the_same_for_any_number_of_threads(double mixup, double cutMix)
    {
        var options = new TrainingOptions { MixupAlpha = mixup, CutMixAlpha = cutMix };
        var one = Fill(options, seed: 3, threads: 1);
        var two = Fill(options, seed: 3, threads: 2);
        Assert.Equal(one.Pixels, two.Pixels);
        Assert.Equal(one.Labels, two.Labels);
        Assert.Equal(one.Mixed!.Others, two.Mixed!.Others);
        Assert.Equal(one.Mixed.Share, two.Mixed.Share);
    }

    /// <remarks>An image's values are its class, so a mixture's are λ of one and 1 - λ of the other.</remarks>
    [Fact]
    public void Labels_and_share_say_what_is_in_an_image()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var options = new TrainingOptions { MixupAlpha = 1, HorizontalFlip = false, CropPadding = 0 };
            var (pixels, labels, mixed) = Fill(options, seed, threads: 2);
            Assert.InRange(mixed!.Share, 0.5, 1);
            for (int i = 0; i < pixels.Length; i++)
                Assert.Equal(mixed.Share * labels[i / 4] + (1 - mixed.Share) * mixed.Others[i / 4], pixels[i], 1e-4);
            Assert.Equal(_indices.Select(i => (long)i), labels.Order());
            Assert.Equal(_indices.Select(i => (long)i), mixed.Others.Order());
        }
    }

    [Fact]
    public void A_batch_without_mixing_has_no_second_labels() => Assert.Null(Fill(new(), seed: 1, threads: 1).Mixed);

    private static (float[] Pixels, long[] Labels, MixedLabels? Mixed) Fill(
        TrainingOptions options, long seed, int threads)
    {
        using var batch = new ImageBatch(_indices.Length, _size, BatchPlacement.Cpu);
        batch.Fill(new Classes(), _indices, Augmentation.Of(options), seed, threads);
        using var images = batch.ImageTensor();
        return (TensorMemory.Span(images).ToArray(), batch.Labels.ToArray(), batch.Mixed);
    }

    private sealed class Classes : IImageSet
    {
        public int Count => 20;

        public int GetLabel(int index) => index;

        public void CopyImage(int index, Span<float> chw) => chw.Fill(index);
    }
}
