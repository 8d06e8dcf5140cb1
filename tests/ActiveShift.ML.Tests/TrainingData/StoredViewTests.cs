using ActiveShift.Training;

namespace ActiveShift.ML.Tests.TrainingData;

public sealed class StoredViewTests
{
    private static readonly ImagePreprocessing _network = new(ChannelOrder.Rgb, 20, 24, 32, [100, 110, 120], [0.01f, 0.02f, 0.03f]);

    [Theory]
    [InlineData(32, 32)]
    [InlineData(20, 24)]
    [InlineData(77, 41)]
    [InlineData(33, 200)]
    [InlineData(5, 4)]
    public void The_middle_of_what_is_stored_is_what_scoring_sees(int height, int width)
    {
        byte[] pixels = Noise(height * width * 3);
        var image = new PixelImage(pixels, width, height, 3);
        float[] expected = new float[_network.ValueCount], actual = new float[_network.ValueCount];
        var preprocessor = new ImagePreprocessor(_network);
        byte[] resized = new byte[_network.ValueCount];
        preprocessor.Resize(image, resized);
        preprocessor.Normalize(resized, expected);

        foreach (bool withMargin in (bool[])[false, true])
        {
            var view = new StoredView(_network, withMargin);
            byte[] stored = new byte[view.Stored.ValueCount];
            new ImagePreprocessor(view.Stored).Resize(image, stored);
            view.CopyCentre(stored, actual);
            Assert.Equal(expected, actual);
            Assert.Equal(withMargin ? (32, 32) : null, view.WholeSize);
        }
    }

    [Fact]
    public void A_region_of_the_networks_size_is_cut_out()
    {
        var view = new StoredView(_network, withMargin: true);
        byte[] stored = Noise(32 * 32 * 3);
        float[] actual = new float[_network.ValueCount];
        view.CopyRegion(stored, new ImageRegion(3, 8, 20, 24), actual);
        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 24; x++)
            {
                for (int c = 0; c < 3; c++)
                    Assert.Equal((stored[((y + 3) * 32 + x + 8) * 3 + c] - _network.Mean[c]) * _network.Scale[c], actual[(c * 20 + y) * 24 + x], 1e-5f);
            }
        }
    }

    // A ramp stays a ramp under bilinear resampling, away from the border.
    [Theory]
    [InlineData(2, 4, 28, 27)]
    [InlineData(10, 0, 10, 12)]
    [InlineData(0, 0, 32, 32)]
    [InlineData(31, 31, 1, 1)]
    public void A_region_of_another_size_is_resized(int top, int left, int height, int width)
    {
        var view = new StoredView(_network, withMargin: true);
        byte[] stored = [.. Enumerable.Range(0, 32 * 32 * 3).Select(i => (byte)(i / 3 % 32 * 4 + i / 3 / 32 * 3))];
        float[] actual = new float[_network.ValueCount];
        view.CopyRegion(stored, new ImageRegion(top, left, height, width), actual);
        for (int y = 2; y < 18; y++)
        {
            for (int x = 2; x < 22; x++)
            {
                double row = top + (y + 0.5) * height / 20 - 0.5, column = left + (x + 0.5) * width / 24 - 0.5;
                double expected = height == 1 ? 31 * 4 + 31 * 3 : row * 3 + column * 4;
                Assert.Equal(expected, actual[y * 24 + x] / _network.Scale[0] + _network.Mean[0], 2.5);
            }
        }
    }

    private static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
