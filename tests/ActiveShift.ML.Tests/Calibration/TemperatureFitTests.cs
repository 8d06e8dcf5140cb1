namespace ActiveShift.ML.Tests.Calibration;

public sealed class TemperatureFitTests
{
    /// <summary>
    /// Of two classes, the first one's logit is higher by a margin, and it is the right one in some of the images.
    /// </summary>
    [Theory]
    [InlineData(5, 20_000, 0.8)]
    [InlineData(0.5, 20_000, 0.8)]
    [InlineData(3, 20_000, 0.95)]
    [InlineData(1, 20_000, 0.7310585786)]
    public void The_temperature_makes_probabilities_those_that_are_right(double margin, int images, double right)
    {
        double expected = margin / Math.Log(right / (1 - right));

        double found = TemperatureFit.Of(Margins((float)margin, images, (int)(images * right)));

        Assert.Equal(1, found / expected, 0.002);
    }

    [Fact]
    public void Logits_that_were_multiplied_get_that_factor_as_temperature()
    {
        // The label of each image is drawn from the softmax of its logits, which are then the right ones.
        const int images = 20_000, classes = 4;
        var random = new Random(3);
        float[] logits = new float[images * classes];
        int[] labels = new int[images];
        for (int i = 0; i < images; i++)
        {
            float[] row = [.. Enumerable.Range(0, classes).Select(_ => (float)(random.NextDouble() * 4))];
            row.CopyTo(logits, i * classes);
            Softmax.Apply(row);
            double drawn = random.NextDouble();
            while (labels[i] < classes - 1 && (drawn -= row[labels[i]]) > 0)
                labels[i]++;
        }
        double plain = TemperatureFit.Of(new LabelledLogits(logits, labels));
        double doubled = TemperatureFit.Of(new LabelledLogits([.. logits.Select(logit => 2 * logit)], labels));

        Assert.Equal(1, plain, 0.03);
        Assert.Equal(2, doubled / plain, 0.001);
    }

    [Fact]
    public void Few_images_without_a_mistake_do_not_ask_for_certainty()
    {
        // The plain minimum of the log-loss is at 0 here.
        double found = TemperatureFit.Of(Margins(5, images: 40, right: 40));

        Assert.InRange(found, 0.7, 0.95);
    }

    [Fact]
    public void A_mistake_that_was_a_close_call_does_not_ask_for_certainty()
    {
        var logits = new LabelledLogits(
            [.. Enumerable.Repeat(new float[] { 5, 0 }, 39).SelectMany(row => row), 0, 0.01f], [.. new int[40]]);

        Assert.InRange(TemperatureFit.Of(logits), 0.7, 1);
    }

    [Fact]
    public void The_log_loss_never_rises_and_the_temperature_keeps_to_its_range()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 50; trial++)
        {
            int images = random.Next(1, 30), classes = random.Next(2, 6);
            double scale = Math.Pow(10, (random.NextDouble() * 6) - 3);
            var logits = new LabelledLogits(
                [.. Enumerable.Range(0, images * classes).Select(_ => (float)(random.NextDouble() * scale))],
                [.. Enumerable.Range(0, images).Select(_ => random.Next(classes))]);
            double found = TemperatureFit.Of(logits);

            Assert.True(ActiveShiftResNetModel.IsTemperature(found));
            Assert.InRange(logits.LogLoss(found), 0, logits.LogLoss(1));
        }
    }

    [Fact]
    public void The_same_logits_give_the_same_bits()
    {
        var random = new Random(7);
        float[] logits = [.. Enumerable.Range(0, 6000).Select(_ => random.NextSingle() * 9)];
        int[] labels = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(3))];

        var found = Enumerable.Range(0, 5).Select(_ => TemperatureFit.Of(new LabelledLogits(logits, labels)));
        Assert.Single(found.Distinct());
    }

    [Fact]
    public void Logits_that_are_no_numbers_leave_the_temperature_alone() =>
        Assert.Equal(1, TemperatureFit.Of(new LabelledLogits([1, float.NaN, 2, 3], [0, 1])));

    [Fact]
    public void The_log_loss_is_the_mean_cross_entropy()
    {
        var logits = new LabelledLogits([1, 3, 2, 2], [1, 0]);

        Assert.Equal((Math.Log(1 + Math.Exp(-1)) + Math.Log(2)) / 2, logits.LogLoss(2), 12);
    }

    [Fact]
    public void The_calibration_error_of_logits_is_that_of_their_probabilities()
    {
        // Three of four are right; what is said is 0.5 after division by a large temperature, else 1.
        Assert.Equal(0.25, Margins(0.001f, images: 4, right: 3).CalibrationError(100), 4);
        Assert.Equal(0.25, Margins(50, images: 4, right: 3).CalibrationError(1), 4);
    }

    private static LabelledLogits Margins(float margin, int images, int right) => new(
        [.. Enumerable.Range(0, images).SelectMany(_ => new[] { margin, 0 })],
        [.. Enumerable.Range(0, images).Select(i => i < right ? 0 : 1)]);
}
