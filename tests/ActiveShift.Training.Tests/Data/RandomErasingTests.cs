namespace ActiveShift.Training.Tests.Data;

public class RandomErasingTests
{
    private static readonly ImageSize _size = new(3, 60, 80);
    private static readonly float[] _image = [.. Enumerable.Range(1, 3 * 60 * 80).Select(i => (float)i)];

    [Fact]
    public void Erases_one_rectangle_of_every_channel_and_leaves_the_rest()
    {
        var erasing = new RandomErasing { Probability = 1 };
        for (int seed = 0; seed < 100; seed++)
        {
            float[] result = Changed.By(erasing, _image, _size, seed);
            var random = new SplitMix64(seed);
            var region = erasing.Draw(_size, ref random)!.Value;
            for (int i = 0; i < result.Length; i++)
            {
                int y = i / 80 % 60, x = i % 80;
                bool erased = y >= region.Top && y < region.Top + region.Height
                    && x >= region.Left && x < region.Left + region.Width;
                Assert.Equal(erased ? 0 : _image[i], result[i]);
            }
        }
    }

    [Fact]
    public void Area_shape_and_place_are_those_asked_for()
    {
        var erasing = new RandomErasing { Probability = 1, MinArea = 0.1, MaxArea = 0.3, MinAspectRatio = 0.5 };
        ImageRegion[] regions = [.. Draws(erasing).Select(region => region!.Value)];
        double[] areas = [.. regions.Select(r => r.Height * r.Width / 4800.0).Order()];
        double[] ratios = [.. regions.Select(r => Math.Log2((double)r.Width / r.Height)).Order()];
        Assert.InRange(areas[0], 0.095, 0.105);
        Assert.InRange(areas[2000], 0.19, 0.21);
        Assert.InRange(areas[^1], 0.29, 0.31);
        Assert.InRange(ratios[0], -1.06, -0.9);
        Assert.InRange(ratios[2000], -0.06, 0.06);
        Assert.InRange(ratios[^1], 0.9, 1.06);
        Assert.Equal((0, 60), (regions.Min(r => r.Top), regions.Max(r => r.Top + r.Height)));
        Assert.Equal((0, 80), (regions.Min(r => r.Left), regions.Max(r => r.Left + r.Width)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.25, 900, 1100)]
    [InlineData(1, 4000, 4000)]
    public void Probability_is_the_share_of_images(double probability, int least, int most) =>
        Assert.InRange(Draws(new() { Probability = probability }).Count(region => region is not null), least, most);

    [Fact]
    public void Where_no_rectangle_fits_none_is_erased()
    {
        var random = new SplitMix64(1);
        var wholeSquare = new RandomErasing { Probability = 1, MinArea = 1, MaxArea = 1, MinAspectRatio = 1 };
        Assert.Null(wholeSquare.Draw(new ImageSize(1, 2, 200), ref random));
    }

    private static IEnumerable<ImageRegion?> Draws(RandomErasing erasing)
    {
        for (int seed = 0; seed < 4000; seed++)
        {
            var random = new SplitMix64(seed);
            yield return erasing.Draw(_size, ref random);
        }
    }
}
