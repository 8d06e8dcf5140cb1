namespace ActiveShift.Tests.Images;

public sealed class ImagePreprocessorNormalizeTests
{
    private const int Height = 3;
    private const int Width = 3;

    private static readonly ImagePreprocessing _bgr = new(ChannelOrder.Bgr, Height, Width, Width, [10, 20, 30], [0.5f, 2, -1]);

    [Fact]
    public void Pixels_become_planes_less_mean_times_scale()
    {
        byte[] hwc = [.. Enumerable.Range(0, Height * Width * 3).Select(i => (byte)(13 * i))];
        float[] chw = new float[hwc.Length];

        new ImagePreprocessor(_bgr).Normalize(hwc, chw);

        for (int c = 0; c < 3; c++)
        {
            for (int i = 0; i < Height * Width; i++)
                Assert.Equal((hwc[(3 * i) + c] - _bgr.Mean[c]) * _bgr.Scale[c], chw[(c * Height * Width) + i]);
        }
    }

    [Fact]
    public void Every_form_of_the_same_pixels_gives_the_same_input()
    {
        byte[] rgb = NoisePixels();
        float[] expected = new float[rgb.Length];
        ImagePreprocessor preprocessor = new(_bgr);
        byte[] hwc = new byte[rgb.Length];
        preprocessor.Resize(new PixelImage(rgb, Width, Height, 3), hwc);
        preprocessor.Normalize(hwc, expected);

        foreach (PixelLayout layout in Enum.GetValues<PixelLayout>())
        {
            foreach (ChannelOrder order in (ChannelOrder[])[ChannelOrder.Rgb, ChannelOrder.Bgr])
            {
                byte[] pixels = Rearrange(rgb, layout, order);
                float[] fromFloats = new float[rgb.Length];
                preprocessor.Normalize([.. pixels.Select(pixel => (float)pixel)], layout, order, fromFloats);
                Assert.Equal(expected, fromFloats);

                byte[] arranged = new byte[rgb.Length];
                preprocessor.Arrange(pixels, layout, order, arranged);
                Assert.Equal(hwc, arranged);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_pixel_that_is_not_finite_is_an_error_that_names_its_index(float bad, string shown)
    {
        float[] pixels = new float[Height * Width * 3];
        pixels[11] = bad;

        BadImageException error = Assert.Throws<BadImageException>(
            () => new ImagePreprocessor(_bgr).Normalize(pixels, PixelLayout.Planar, ChannelOrder.Rgb, new float[pixels.Length]));

        Assert.Equal(BadImageReason.NonFinitePixel, error.Reason);
        Assert.Equal($"Pixel value 11 is {shown}; expected a finite number.", error.Message);
    }

    [Fact]
    public void Gray_pixels_do_not_pass_for_colour()
    {
        float[] pixels = new float[Height * Width * 3];

        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new ImagePreprocessor(_bgr).Normalize(pixels, PixelLayout.Planar, ChannelOrder.Gray, new float[pixels.Length]));

        Assert.Contains("The pixels are Gray and the network reads Bgr", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_the_wrong_length_is_an_error_that_says_the_right_one()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new ImagePreprocessor(_bgr).Normalize(new float[5], PixelLayout.Planar, ChannelOrder.Rgb, new float[Height * Width * 3]));

        Assert.Contains("5 value(s); expected 3 x 3 x 3 = 27", error.Message, StringComparison.Ordinal);
    }

    private static byte[] NoisePixels() => NoiseImage.Make(Width, Height, 3);

    private static byte[] Rearrange(byte[] rgb, PixelLayout layout, ChannelOrder order)
    {
        byte[] result = new byte[rgb.Length];
        for (int i = 0; i < rgb.Length; i++)
        {
            int pixel = i / 3;
            int channel = order == ChannelOrder.Rgb ? i % 3 : 2 - (i % 3);
            result[layout == PixelLayout.Planar ? (channel * Height * Width) + pixel : (pixel * 3) + channel] = rgb[i];
        }

        return result;
    }
}
