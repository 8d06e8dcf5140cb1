using System.Text.Json;

namespace ActiveShift.Tests.Images;

public sealed class ImagePreprocessingTests
{
    [Fact]
    public void The_ImageNet_preset_is_the_papers()
    {
        ImagePreprocessing preset = ImagePreprocessing.ImageNet;

        Assert.Equal((ChannelOrder.Bgr, 3, 224, 224, 256), (preset.ChannelOrder, preset.Channels, preset.Height, preset.Width, preset.ResizeShortSide));
        Assert.Equal([103.94f, 116.78f, 123.68f], preset.Mean);
        Assert.Equal([0.017352f, 0.017352f, 0.017352f], preset.Scale);
    }

    [Fact]
    public void It_survives_JSON()
    {
        ImagePreprocessing gray = new(ChannelOrder.Gray, 28, 30, 32, [72.9f], [1f / 90]);

        string json = JsonSerializer.Serialize(gray);

        const string before = """{"ChannelOrder":"Gray","Height":28,"Width":30,"ResizeShortSide":32,"Mean":[72.9],"Scale":[0.011111111]""";
        const string decoding = """{"AppliesExifOrientation":true,"Background":{"Red":255,"Green":255,"Blue":255},"MaxPixels":67108864}""";
        Assert.Equal($$"""{{before}},"Decoding":{{decoding}}}""", json);
        Assert.Equal(gray, JsonSerializer.Deserialize<ImagePreprocessing>(json));
        Assert.Equal(ImagePreprocessing.ImageNet, JsonSerializer.Deserialize<ImagePreprocessing>(JsonSerializer.Serialize(ImagePreprocessing.ImageNet)));
    }

    [Fact]
    public void JSON_that_says_nothing_of_decoding_leaves_images_as_they_are_stored()
    {
        string json = """{"ChannelOrder":"Gray","Height":28,"Width":30,"ResizeShortSide":32,"Mean":[72.9],"Scale":[0.5]}""";

        Assert.Equal(ImageDecoding.AsStored, JsonSerializer.Deserialize<ImagePreprocessing>(json)!.Decoding);
    }

    [Fact]
    public void Equality_is_by_value()
    {
        ImagePreprocessing one = new(ChannelOrder.Rgb, 4, 4, 4, [1, 2, 3], [1, 1, 1]);

        Assert.Equal(one, new(ChannelOrder.Rgb, 4, 4, 4, [1, 2, 3], [1, 1, 1]));
        Assert.Equal(one.GetHashCode(), new ImagePreprocessing(ChannelOrder.Rgb, 4, 4, 4, [1, 2, 3], [1, 1, 1]).GetHashCode());
        Assert.NotEqual(one, new(ChannelOrder.Rgb, 4, 4, 4, [1, 2, 4], [1, 1, 1]));
        Assert.NotEqual(one, new(ChannelOrder.Rgb, 4, 4, 4, [1, 2, 3], [1, 1, 2]));
        Assert.NotEqual(one, new(ChannelOrder.Bgr, 4, 4, 4, [1, 2, 3], [1, 1, 1]));
    }

    [Fact]
    public void It_does_not_change_with_the_arrays_it_was_made_of()
    {
        float[] mean = [1, 2, 3];
        ImagePreprocessing preprocessing = new(ChannelOrder.Rgb, 4, 4, 4, mean, [1, 1, 1]);

        mean[0] = 99;

        Assert.Equal(1, preprocessing.Mean[0]);
    }

    [Theory]
    [InlineData((ChannelOrder)3, 4, 4, 4, "ChannelOrder must be Rgb, Bgr or Gray.")]
    [InlineData(ChannelOrder.Rgb, 0, 4, 4, "height must be from 1 to 8192 pixels.")]
    [InlineData(ChannelOrder.Rgb, 4, -1, 4, "width must be from 1 to 8192 pixels.")]
    [InlineData(ChannelOrder.Rgb, 4, 8193, 9000, "width must be from 1 to 8192 pixels.")]
    [InlineData(ChannelOrder.Rgb, 4, 6, 5, "resizeShortSide must be from 6 to 8192 pixels.")]
    [InlineData(ChannelOrder.Rgb, 6, 4, 5, "resizeShortSide must be from 6 to 8192 pixels.")]
    [InlineData(ChannelOrder.Rgb, 4, 4, 8193, "resizeShortSide must be from 4 to 8192 pixels.")]
    public void A_size_out_of_range_is_an_error(ChannelOrder order, int height, int width, int shortSide, string expected)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => new ImagePreprocessing(order, height, width, shortSide, [0, 0, 0], [1, 1, 1]));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.ActualValue);
    }

    [Theory]
    [InlineData(new float[] { 0 }, new float[] { 1, 1, 1 }, "mean has 1 value(s); expected one for each of the 3 channel(s).")]
    [InlineData(new float[] { 0, 0, 0 }, new float[] { 1, 1, 1, 1 }, "scale has 4 value(s); expected one for each of the 3 channel(s).")]
    [InlineData(new float[] { 0, float.NaN, 0 }, new float[] { 1, 1, 1 }, "mean[1] is NaN; expected a finite number.")]
    [InlineData(new float[] { 0, 0, 0 }, new float[] { 1, 1, float.PositiveInfinity }, "scale[2] is Infinity; expected a finite number.")]
    [InlineData(new float[] { 0, 0, 0 }, new float[] { 0, 1, 1 }, "scale[0] is 0")]
    public void A_bad_mean_or_scale_is_an_error(float[] mean, float[] scale, string expected)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ImagePreprocessing(ChannelOrder.Rgb, 4, 4, 4, mean, scale));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }
}
