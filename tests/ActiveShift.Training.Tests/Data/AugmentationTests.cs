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
            Of(padding, flip).CropAndFlip(_image, result, _size, ref random);
            seen.Add(Print(result));
        }
        Assert.Equal(possible.Order(), seen.Order());
    }

    [Fact]
    public void Without_options_the_image_stays()
    {
        float[] result = new float[24];
        var random = new SplitMix64(1);
        Of(0, false).CropAndFlip(_image, result, _size, ref random);
        Assert.Equal(_image, result);
    }

    [Fact]
    public void A_window_lies_anywhere_in_the_whole_image_and_nowhere_else()
    {
        var augmentation = Augmentation.Of(new TrainingOptions { RandomCrop = RandomCrop.Window, HorizontalFlip = false });
        var seen = new HashSet<ImageRegion>();
        for (int i = 0; i < 2000; i++)
        {
            var random = new SplitMix64(1, i);
            seen.Add(augmentation.DrawRegion((5, 6), _size, ref random));
        }
        Assert.Equal(
            Enumerable.Range(0, 3).SelectMany(top => Enumerable.Range(0, 3).Select(left => new ImageRegion(top, left, 3, 4))).ToHashSet(), seen);
    }

    [Fact]
    public void A_resized_crop_has_the_area_and_the_shape_asked_for()
    {
        var augmentation = Augmentation.Of(new TrainingOptions { RandomCrop = RandomCrop.Resized, ResizedCropMinArea = 0.25 });
        var size = new ImageSize(3, 100, 100);
        var regions = new List<ImageRegion>();
        for (int i = 0; i < 5000; i++)
        {
            var random = new SplitMix64(2, i);
            regions.Add(augmentation.DrawRegion((256, 256), size, ref random));
        }
        Assert.All(regions, r => Assert.True(r.Top >= 0 && r.Left >= 0 && r.Top + r.Height <= 256 && r.Left + r.Width <= 256, r.ToString()));
        double[] areas = [.. regions.Select(r => r.Height * r.Width / (256.0 * 256)).Order()];
        double[] ratios = [.. regions.Select(r => (double)r.Width / r.Height).Order()];
        Assert.InRange(areas[0], 0.24, 0.27);
        Assert.InRange(areas[^1], 0.98, 1);
        Assert.InRange(areas[2500], 0.55, 0.66);
        Assert.InRange(ratios[0], 0.73, 0.78);
        Assert.InRange(ratios[^1], 1.28, 1.36);
        Assert.InRange(ratios[2500], 0.97, 1.03);
    }

    [Fact]
    public void Parts_of_whole_images_are_read_where_a_set_has_them()
    {
        var augmentation = Augmentation.Of(new TrainingOptions { RandomCrop = RandomCrop.Window, HorizontalFlip = false, CropPadding = 200 });
        float[] result = new float[24], scratch = new float[24];
        var random = new SplitMix64(3);
        augmentation.Read(new WholeImages((3, 4)), 0, _size, result, scratch, ref random);
        Assert.All(result, value => Assert.Equal(2, value));
        augmentation.Read(new WholeImages(null), 0, _size, result, scratch, ref random);
        Assert.All(result, value => Assert.Equal(1, value));
    }

    private static Augmentation Of(int padding, bool flip) => Augmentation.Of(new TrainingOptions { CropPadding = padding, HorizontalFlip = flip });

    /// <summary>Ones in the network's view, twos in regions.</summary>
    private sealed class WholeImages((int, int)? size) : IImageSet
    {
        public int Count => 1;

        public (int Height, int Width)? WholeSize => size;

        public int GetLabel(int index) => 0;

        public void CopyImage(int index, Span<float> chw) => chw.Fill(1);

        public void CopyRegion(int index, ImageRegion region, Span<float> chw) => chw.Fill(2);
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
