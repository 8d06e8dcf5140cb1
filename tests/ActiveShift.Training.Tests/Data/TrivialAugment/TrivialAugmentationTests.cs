namespace ActiveShift.Training.Tests.Data.TrivialAugment;

public class TrivialAugmentationTests
{
    private static readonly ImagePreprocessing _preprocessing =
        new(ChannelOrder.Bgr, 2, 2, 2, [100, 110, 120], [0.5f, 0.25f, 0.125f]);
    private static readonly ImageSize _size = new(3, 2, 2);

    /// <summary>Blue, green and red of four pixels.</summary>
    private static readonly float[] _pixels = [10, 20, 30, 40, 50, 60, 70, 80, 100, 150, 200, 250];

    [Theory]
    [InlineData(nameof(ImageOperation.Identity), 1, 1,
        new float[] { 10, 20, 30, 40, 50, 60, 70, 80, 100, 150, 200, 250 })]
    [InlineData(nameof(ImageOperation.Rotate), 0, 1,
        new float[] { 10, 20, 30, 40, 50, 60, 70, 80, 100, 150, 200, 250 })]
    [InlineData(nameof(ImageOperation.TranslateX), 1.0 / 32, 1,
        new float[] { 100, 10, 100, 30, 110, 50, 110, 70, 120, 100, 120, 200 })]
    [InlineData(nameof(ImageOperation.TranslateY), 1, -1,
        new float[] { 100, 100, 100, 100, 110, 110, 110, 110, 120, 120, 120, 120 })]
    [InlineData(nameof(ImageOperation.Brightness), 1, -1,
        new[] { 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 1, 1.5f, 2, 2.5f })]
    [InlineData(nameof(ImageOperation.Brightness), 1, 1,
        new[] { 19.9f, 39.8f, 59.7f, 79.6f, 99.5f, 119.4f, 139.3f, 159.2f, 199, 255, 255, 255 })]
    [InlineData(nameof(ImageOperation.Posterize), 1, 1, new float[] { 0, 0, 0, 0, 0, 0, 64, 64, 64, 128, 192, 192 })]
    [InlineData(nameof(ImageOperation.Solarize), 0.4, 1,
        new float[] { 10, 20, 30, 40, 50, 60, 70, 80, 100, 150, 55, 5 })]
    [InlineData(nameof(ImageOperation.AutoContrast), 0, 1,
        new float[] { 0, 85, 170, 255, 0, 85, 170, 255, 0, 85, 170, 255 })]
    public void Operation_changes_pixels_like_this(string operation, double strength, int sign, float[] expected)
    {
        float[] result = Apply(Enum.Parse<ImageOperation>(operation), strength, sign);
        Assert.All(expected.Zip(result), pair => Assert.Equal(pair.First, pair.Second, 0.01f));
    }

    [Fact]
    public void Saturation_leaves_the_luma()
    {
        float[] gray = Apply(ImageOperation.Saturation, 1, -1);
        float luma = 0.114f * 10 + 0.587f * 50 + 0.299f * 100;
        Assert.Equal(luma + 0.01f * (10 - luma), gray[0], 0.01f);
        Assert.Equal(luma + 0.01f * (50 - luma), gray[4], 0.01f);
        Assert.Equal(luma + 0.01f * (100 - luma), gray[8], 0.01f);
    }

    [Fact]
    public void Contrast_leaves_the_mean_luma()
    {
        float mean = 0.114f * 25 + 0.587f * 65 + 0.299f * 175;
        Assert.All(
            Apply(ImageOperation.Contrast, 1, -1).Zip(_pixels),
            pair => Assert.Equal(mean + 0.01f * (pair.Second - mean), pair.First, 0.01f));
    }

    [Fact]
    public void Sharpness_moves_away_from_the_smoothed_image()
    {
        float[] pixels = [0, 0, 0, 0, 130, 0, 0, 0, 13];
        Enhancement.Sharpness(new ChangingImage(pixels, new float[9], new ImageSize(1, 3, 3)), 0);
        Assert.Equal([0, 0, 0, 0, 51, 0, 0, 0, 13], pixels);
    }

    [Fact]
    public void Equalize_makes_every_brightness_as_frequent()
    {
        float[] pixels = [.. Enumerable.Range(0, 25_600).Select(i => (float)Math.Floor(Math.Sqrt(i)))];
        Equalize.Apply(pixels);
        for (int quarter = 0; quarter < 4; quarter++)
            Assert.InRange(pixels.Count(value => value >= 64 * quarter && value < 64 * (quarter + 1)), 6000, 7000);
        float[] even = [7, 7, 7];
        Equalize.Apply(even);
        Assert.Equal([7, 7, 7], even);
    }

    [Fact]
    public void Every_image_gets_an_operation_of_its_own_and_stays_within_what_pixels_can_be()
    {
        var seen = new HashSet<string>();
        for (int seed = 0; seed < 2000; seed++)
        {
            float[] image = Normalized();
            var random = new SplitMix64(seed);
            new TrivialAugmentation().Apply(Image(image), ref random);
            float[] pixels = Pixels(image);
            Assert.All(pixels, value => Assert.InRange(value, -0.01f, 255.01f));
            seen.Add(string.Join(' ', pixels.Select(value => value.ToString("F1"))));
        }
        Assert.InRange(seen.Count, 200, 700);
    }

    [Fact]
    public void Values_of_unknown_origin_are_an_error()
    {
        var error = Assert.Throws<NotSupportedException>(() => TrivialAugmentation.Apply(
            new ChangingImage(new float[12], new float[12], _size), ImageOperation.Solarize, 1, 1));
        Assert.Contains("Preprocessing", error.Message, StringComparison.Ordinal);
    }

    private static float[] Apply(ImageOperation operation, double strength, int sign)
    {
        float[] image = Normalized();
        TrivialAugmentation.Apply(Image(image), operation, strength, sign);
        return Pixels(image);
    }

    private static ChangingImage Image(float[] values) =>
        new(values, new float[12], _size) { Preprocessing = _preprocessing };

    private static float[] Normalized() =>
        [.. _pixels.Select((p, i) => (p - _preprocessing.Mean[i / 4]) * _preprocessing.Scale[i / 4])];

    private static float[] Pixels(float[] values) =>
        [.. values.Select((v, i) => v / _preprocessing.Scale[i / 4] + _preprocessing.Mean[i / 4])];
}
