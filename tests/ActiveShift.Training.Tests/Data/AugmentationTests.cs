namespace ActiveShift.Training.Tests.Data;

public class AugmentationTests
{
    private static readonly ImageSize _size = new(2, 3, 4);
    private static readonly float[] _image = [.. Enumerable.Range(1, 24).Select(i => (float)i)];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(9, true)]
    public void Result_is_one_of_the_crops_and_all_of_them_come(int padding, bool flip)
    {
        var possible = new HashSet<string>();
        for (int top = -padding; top <= padding; top++)
        {
            for (int left = -padding; left <= padding; left++)
            {
                possible.Add(Print(Crop(top, left, mirrored: false)));
                if (flip)
                    possible.Add(Print(Crop(top, left, mirrored: true)));
            }
        }
        var seen = new HashSet<string>();
        float[] result = new float[24];
        for (int i = 0; i < 20_000; i++)
        {
            var random = new SplitMix64(1, i);
            Array.Fill(result, float.NaN);
            new Augmentation(padding, flip).Apply(_image, result, _size, ref random);
            seen.Add(Print(result));
        }
        Assert.Equal(possible.Order(), seen.Order());
    }

    [Fact]
    public void Without_options_the_image_stays()
    {
        float[] result = new float[24];
        var random = new SplitMix64(1);
        new Augmentation(0, false).Apply(_image, result, _size, ref random);
        Assert.Equal(_image, result);
        Assert.True(new Augmentation(0, false).IsNone);
        Assert.False(new Augmentation(1, false).IsNone);
        Assert.False(new Augmentation(0, true).IsNone);
    }

    private static float[] Crop(int top, int left, bool mirrored)
    {
        var (c, h, w) = (_size.Channels, _size.Height, _size.Width);
        return [.. Enumerable.Range(0, c * h * w).Select(i =>
        {
            int y = i / w % h + top, x = (mirrored ? w - 1 - i % w : i % w) + left;
            return y >= 0 && y < h && x >= 0 && x < w ? _image[(i / (h * w) * h + y) * w + x] : 0;
        })];
    }

    private static string Print(float[] values) => string.Join(' ', values);
}
