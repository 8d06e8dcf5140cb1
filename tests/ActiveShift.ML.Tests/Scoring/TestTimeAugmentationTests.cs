using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class TestTimeAugmentationTests(TrainedModels models)
{
    private static readonly TestTable _pictures = ShapeData.Table(FeatureForm.Encoded);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scores_are_those_of_the_mean_logits_of_a_picture_and_its_mirror_image(bool inEightBits)
    {
        using var model = inEightBits ? models.Quantized() : models.Copy();
        using var plain = NetworkScorer.Create(model.Model, new GpuRequest(null, "", false), _ => { });
        using var flipping = model.WithTestTimeAugmentation(TestTimeAugmentation.HorizontalFlip).WithTemperature(1.5);
        using var engine = new MLContext(seed: 7).Model.CreatePredictionEngine<Picture, Prediction>(
            model.WithTestTimeAugmentation(TestTimeAugmentation.HorizontalFlip).WithTemperature(1.5));
        float[][] batch = flipping.Scores(_pictures);

        for (int row = 0; row < batch.Length; row++)
        {
            float[] one = Logits(Shapes.Rgb(row)), other = Logits(Mirrored(Shapes.Rgb(row)));
            Assert.NotEqual(one, other);
            float[] expected = [.. one.Zip(other, (a, b) => (a + b) * 0.5f)];
            Softmax.Apply(expected, 1.5);
            ScoreBits.AreIdentical(expected, batch[row]);
            ScoreBits.AreIdentical(expected, engine.Predict(new Picture { Features = Shapes.Png(row) }).Score);
        }

        float[] Logits(byte[] rgb)
        {
            float[] input = new float[rgb.Length], logits = new float[Shapes.Classes];
            model.Preprocessor.Normalize(rgb, input);
            plain.Logits(input, 1, logits);
            return logits;
        }
    }

    [Fact]
    public void A_picture_and_its_mirror_image_get_the_same_scores()
    {
        using var flipping = models[FeatureForm.Encoded].WithTestTimeAugmentation(TestTimeAugmentation.HorizontalFlip);

        ScoreBits.AreIdentical(
            flipping.Scores(_pictures),
            flipping.Scores(ShapeData.Encoded(ShapeData.Rows, row => Shapes.Encode(Mirrored(Shapes.Rgb(row))))));
    }

    [Fact]
    public void Libtorch_does_the_same()
    {
        var weights = models[FeatureForm.Encoded].Model.Weights;
        using var torch = new MirroringScorer(new TorchScorer(weights, gpuDeviceId: null), weights.Spec);
        using var flipping = models[FeatureForm.Encoded].WithTestTimeAugmentation(TestTimeAugmentation.HorizontalFlip);
        using var engine = NetworkScorer.Create(flipping.Model, new GpuRequest(null, "", false), _ => { });
        const int count = 3;
        var random = new Random(1);
        float[] images = new float[count * 3 * Shapes.Height * Shapes.Width];
        for (int i = 0; i < images.Length; i++)
            images[i] = random.NextSingle() - 0.5f;
        float[] expected = new float[count * Shapes.Classes], actual = new float[expected.Length];

        engine.Logits(images, count, expected);
        torch.Logits(images, count, actual, 0);

        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void An_unknown_one_is_an_error() => Assert.Throws<ArgumentOutOfRangeException>(
        "augmentation", () => models[FeatureForm.Encoded].WithTestTimeAugmentation((TestTimeAugmentation)7));

    private static byte[] Mirrored(byte[] rgb) =>
        [.. rgb.Chunk(3 * Shapes.Width).SelectMany(line => line.Chunk(3).Reverse().SelectMany(pixel => pixel))];
}
