namespace ActiveShift.Training.Tests.Data;

public class ColorJitterTests
{
    private static readonly float[] _image = [1, 2, 3, 4, -1, 0, 5, 2, 0, 0, 1, 3];

    [Fact]
    public void Brightness_moves_all_pixels_alike() => ForManySeeds(new() { Brightness = 0.5, Contrast = 0, Saturation = 0 }, result =>
    {
        float[] moves = [.. result.Zip(_image, (a, b) => a - b)];
        Assert.All(moves, move => Assert.Equal(moves[0], move, 1e-5f));
        return moves[0];
    }, -0.5, 0.5);

    [Fact]
    public void Contrast_scales_the_distance_from_the_mean() => ForManySeeds(new() { Brightness = 0, Contrast = 0.3, Saturation = 0 }, result =>
    {
        float mean = _image.Average();
        float[] factors = [.. result.Zip(_image, (a, b) => (a - mean) / (b - mean))];
        Assert.All(factors, factor => Assert.Equal(factors[0], factor, 1e-3f));
        return factors[0];
    }, 0.7, 1.3);

    [Fact]
    public void Saturation_scales_the_distance_from_gray() => ForManySeeds(new() { Brightness = 0, Contrast = 0, Saturation = 1 }, result =>
    {
        // The second pixel is 2, 0, 0.
        const float gray = 2f / 3;
        float factor = (result[1] - gray) / (2 - gray);
        Assert.Equal(gray * (1 - factor), result[5], 1e-5f);
        Assert.Equal(gray * (1 - factor), result[9], 1e-5f);
        return factor;
    }, 0, 2);

    private static void ForManySeeds(ColorJitter jitter, Func<float[], double> measure, double low, double high)
    {
        var values = new List<double>();
        for (int i = 0; i < 400; i++)
        {
            float[] image = [.. _image];
            var random = new SplitMix64(1, i);
            jitter.Apply(image, channels: 3, ref random);
            values.Add(measure(image));
        }
        double width = high - low;
        Assert.InRange(values.Min(), low - 1e-3, low + 0.05 * width);
        Assert.InRange(values.Max(), high - 0.05 * width, high + 1e-3);
        Assert.InRange(values.Average(), low + 0.4 * width, low + 0.6 * width);
    }
}
