using System.Security.Cryptography;

namespace ActiveShift.Tests.Images;

public sealed class ImagePreprocessorResizeTests
{
    /// <summary>Frozen results of Pillow 9.4: convert, resize((long side rounded to nearest), BILINEAR), crop.</summary>
    [Theory]
    [InlineData(7, 5, 3, 4, 4, 4, ChannelOrder.Rgb, "81ad618542aabd20ba7d66c93f8bb05e4e9c6858ad4e979b48b3a7847f7c8977aa9f66cda0b73e92a5316fc1856b5f87")]
    [InlineData(7, 5, 3, 4, 3, 4, ChannelOrder.Bgr, "61ad81aa4285ba20bdc9667db08b3f9c4e5ead58689b974ea7b3487c7f84aa7789cd669f")]
    [InlineData(5, 9, 1, 3, 3, 3, ChannelOrder.Gray, "5bae92ad7d7d5c5572")]
    [InlineData(9, 4, 3, 3, 3, 2, ChannelOrder.Gray, "707d8b9e9ba3")]
    [InlineData(4, 6, 1, 3, 2, 3, ChannelOrder.Bgr, "a9a9a9575757888888acacac666666888888")]
    [InlineData(1, 1, 3, 2, 2, 2, ChannelOrder.Rgb, "05048b05048b05048b05048b")]
    [InlineData(1, 40, 1, 3, 3, 3, ChannelOrder.Gray, "f3f3f3f7f7f7fafafa")]
    [InlineData(6, 6, 3, 6, 4, 4, ChannelOrder.Gray, "80693126b8a8ae999bbe7caa678e9ec5")]
    public void Small_images_are_resized_as_by_Pillow(
        int width, int height, int channels, int shortSide, int cropHeight, int cropWidth, ChannelOrder order, string expected)
    {
        byte[] actual = Resize(NoiseImage.Make(width, height, channels), width, height, channels, Preprocessing(order, cropHeight, cropWidth, shortSide));

        Assert.Equal(expected, Convert.ToHexStringLower(actual));
    }

    /// <summary>The same for sizes as in practice, as SHA-256 of Pillow's pixels.</summary>
    [Theory]
    [InlineData(500, 376, 3, 256, 224, 224, ChannelOrder.Bgr, "901b0bb50b5325171367ff284712d9c443c3b34b28c5eefb08d8211dc9e3ad6b")]
    [InlineData(376, 500, 3, 256, 224, 224, ChannelOrder.Rgb, "8dff948d640909f938b226d1a149be58f77977ac4a3b58af1854df1d68f4d1a5")]
    [InlineData(640, 480, 3, 256, 224, 224, ChannelOrder.Gray, "0889405dc6150f82255dea547c68520a958f3fb89d977c9d8598007714ee857c")]
    [InlineData(33, 47, 3, 97, 90, 97, ChannelOrder.Rgb, "6ad40e9e6da61b4ab650e0dbab2508a474493a45d6e2bfcc3643a1296bfaebc0")]
    [InlineData(1200, 801, 1, 64, 64, 50, ChannelOrder.Gray, "0cba57b37092366be24528b54ea10175a17b4df11d5a53f17a86b6f68f285683")]
    [InlineData(257, 256, 3, 256, 224, 224, ChannelOrder.Rgb, "849622bcdfd72c2a17f53d204bfd5948fdd8199907465a178a62a3cefdfdc44b")]
    [InlineData(2000, 30, 3, 32, 32, 32, ChannelOrder.Bgr, "e27b5cb1e5713fad3d60635a7af78beee91e5ad05c42b44e1965a7fc577c8b64")]
    [InlineData(28, 28, 1, 32, 32, 32, ChannelOrder.Rgb, "e98c02e227d4f86b38e12f7e6b08acf00e56e7b6b5b4833305badf461a8cffdf")]
    public void Large_images_are_resized_as_by_Pillow(
        int width, int height, int channels, int shortSide, int cropHeight, int cropWidth, ChannelOrder order, string expected)
    {
        byte[] actual = Resize(NoiseImage.Make(width, height, channels), width, height, channels, Preprocessing(order, cropHeight, cropWidth, shortSide));

        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(actual)));
    }

    /// <summary>A direct two-dimensional sum in float64, which shares nothing with the two fixed-point passes; rounding twice costs up to one level.</summary>
    [Theory]
    [InlineData(61, 43, 16, 16, 16)]
    [InlineData(20, 31, 20, 13, 20)]
    [InlineData(11, 8, 40, 40, 33)]
    [InlineData(64, 64, 21, 21, 21)]
    public void Resampling_is_the_normalised_triangle_filter(int width, int height, int shortSide, int cropHeight, int cropWidth)
    {
        byte[] pixels = NoiseImage.Make(width, height, 1);
        ImagePreprocessing preprocessing = Preprocessing(ChannelOrder.Gray, cropHeight, cropWidth, shortSide);
        ResizeGeometry geometry = ResizeGeometry.For(preprocessing, width, height);

        byte[] actual = Resize(pixels, width, height, 1, preprocessing);

        for (int y = 0; y < cropHeight; y++)
        {
            for (int x = 0; x < cropWidth; x++)
            {
                double sum = 0, weightSum = 0;
                for (int v = 0; v < height; v++)
                {
                    for (int u = 0; u < width; u++)
                    {
                        double weight = Triangle(u, geometry.CropX + x, (double)width / geometry.ResizedWidth)
                            * Triangle(v, geometry.CropY + y, (double)height / geometry.ResizedHeight);
                        sum += weight * pixels[(v * width) + u];
                        weightSum += weight;
                    }
                }

                Assert.Equal(sum / weightSum, actual[(y * cropWidth) + x], 1.01);
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 200)]
    [InlineData(511, 300)]
    public void A_constant_image_stays_constant(int width, int height)
    {
        foreach (byte value in (byte[])[0, 1, 127, 254, 255])
        {
            byte[] pixels = new byte[width * height * 3];
            Array.Fill(pixels, value);

            Assert.All(Resize(pixels, width, height, 3, Preprocessing(ChannelOrder.Bgr, 30, 31, 31)), pixel => Assert.Equal(value, pixel));
        }
    }

    [Fact]
    public void A_linear_ramp_stays_linear_away_from_the_border()
    {
        const int size = 120, half = 60;
        byte[] pixels = new byte[size * size];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(2 * (i % size));

        byte[] actual = Resize(pixels, size, size, 1, Preprocessing(ChannelOrder.Gray, half, half, half));

        for (int x = 1; x < half - 1; x++)
            Assert.Equal((4 * x) + 1, actual[(half / 2 * half) + x]);
    }

    [Theory]
    [InlineData(ChannelOrder.Rgb)]
    [InlineData(ChannelOrder.Bgr)]
    public void An_image_of_the_right_size_is_only_cropped(ChannelOrder order)
    {
        const int width = 10, height = 8;
        byte[] pixels = NoiseImage.Make(width, height, 3);

        byte[] actual = Resize(pixels, width, height, 3, Preprocessing(order, 6, 5, height));

        for (int y = 0; y < 6; y++)
        {
            for (int x = 0; x < 5; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    int source = order == ChannelOrder.Rgb ? c : 2 - c;
                    Assert.Equal(pixels[(((((y + 1) * width) + x + 2) * 3) + source)], actual[(((y * 5) + x) * 3) + c]);
                }
            }
        }
    }

    [Fact]
    public void Colour_that_is_gray_and_gray_itself_give_the_same_for_every_network()
    {
        const int width = 50, height = 41;
        byte[] gray = NoiseImage.Make(width, height, 1);
        byte[] colour = new byte[gray.Length * 3];
        for (int i = 0; i < colour.Length; i++)
            colour[i] = gray[i / 3];

        foreach (ChannelOrder order in Enum.GetValues<ChannelOrder>())
        {
            ImagePreprocessing preprocessing = Preprocessing(order, 20, 20, 24);
            Assert.Equal(Resize(gray, width, height, 1, preprocessing), Resize(colour, width, height, 3, preprocessing));
        }
    }

    [Theory]
    [InlineData(255, 0, 0, 76)]
    [InlineData(0, 255, 0, 150)]
    [InlineData(0, 0, 255, 29)]
    [InlineData(200, 100, 50, 124)]
    public void Colour_becomes_gray_by_the_luma_of_BT601(byte red, byte green, byte blue, byte expected)
    {
        Assert.Equal(expected, Assert.Single(Resize([red, green, blue], 1, 1, 3, Preprocessing(ChannelOrder.Gray, 1, 1, 1))));
    }

    [Fact]
    public void Extreme_aspect_ratios_neither_overflow_nor_take_memory()
    {
        const int length = 1 << 20;
        byte[] pixels = new byte[length];
        Array.Fill(pixels, (byte)7);
        ImagePreprocessing preprocessing = Preprocessing(ChannelOrder.Gray, 16, 16, ImagePreprocessing.MaxSide);

        Assert.All(Resize(pixels, length, 1, 1, preprocessing), pixel => Assert.Equal(7, pixel));
        Assert.All(Resize(pixels, 1, length, 1, preprocessing), pixel => Assert.Equal(7, pixel));
    }

    [Fact]
    public void Nothing_is_allocated_per_image()
    {
        ImagePreprocessor preprocessor = new(ImagePreprocessing.ImageNet);
        byte[] pixels = NoiseImage.Make(300, 280, 3);
        byte[] hwc = new byte[224 * 224 * 3];
        float[] chw = new float[hwc.Length];
        Run();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            Run();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);

        void Run()
        {
            preprocessor.Resize(new PixelImage(pixels, 300, 280, 3), hwc);
            preprocessor.Normalize(hwc, chw);
        }
    }

    [Fact]
    public void A_buffer_of_the_wrong_length_is_an_error_that_says_the_right_one()
    {
        ImagePreprocessor preprocessor = new(Preprocessing(ChannelOrder.Rgb, 2, 3, 3));

        ArgumentException error = Assert.Throws<ArgumentException>(() => preprocessor.Resize(new PixelImage(new byte[3], 1, 1, 3), new byte[17]));

        Assert.Contains("17 value(s); expected 2 x 3 x 3 = 18", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Resize(byte[] pixels, int width, int height, int channels, ImagePreprocessing preprocessing)
    {
        byte[] hwc = new byte[preprocessing.ValueCount];
        Array.Fill(hwc, (byte)0xCC);
        new ImagePreprocessor(preprocessing).Resize(new PixelImage(pixels, width, height, channels), hwc);
        return hwc;
    }

    private static double Triangle(int source, long output, double ratio)
    {
        double distance = Math.Abs(source + 0.5 - ((output + 0.5) * ratio));
        return Math.Max(0, 1 - (distance / Math.Max(1, ratio)));
    }

    private static ImagePreprocessing Preprocessing(ChannelOrder order, int height, int width, int shortSide)
    {
        float[] ones = order == ChannelOrder.Gray ? [1] : [1, 1, 1];
        return new(order, height, width, shortSide, ones, ones);
    }
}
