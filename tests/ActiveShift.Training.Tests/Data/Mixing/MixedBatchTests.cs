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

    /// <remarks>A teacher who is sure of an image's class is as sure of a mixture's as it has of them.</remarks>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void A_teachers_probabilities_are_mixed_as_the_images_are(double mixup, double cutMix)
    {
        var options = new TrainingOptions { MixupAlpha = mixup, CutMixAlpha = cutMix };
        for (int seed = 0; seed < 20; seed++)
        {
            using var batch = new ImageBatch(_indices.Length, _size, BatchPlacement.Cpu);
            batch.Fill(new Taught(), _indices, Augmentation.Of(options), seed, threads: 2);
            using var teacher = batch.TeacherTensor()!;
            var expected = new float[batch.Count * Classes.Number];
            for (int i = 0; i < batch.Count; i++)
            {
                expected[i * Classes.Number + batch.Labels[i]] += (float)batch.Mixed!.Share;
                expected[i * Classes.Number + batch.Mixed.Others[i]] += (float)(1 - batch.Mixed.Share);
            }
            Assert.Equal(expected, TensorMemory.Span(teacher).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
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

    private class Classes : IImageSet
    {
        public const int Number = 20;

        public int Count => Number;

        public int GetLabel(int index) => index;

        public void CopyImage(int index, Span<float> chw) => chw.Fill(index);
    }

    private sealed class Taught : Classes, IImageSet
    {
        public ReadOnlyMemory<float> GetTeacherProbabilities(int index)
        {
            float[] sure = new float[Number];
            sure[index] = 1;
            return sure;
        }
    }
}
