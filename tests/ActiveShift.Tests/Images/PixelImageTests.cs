namespace ActiveShift.Tests.Images;

public sealed class PixelImageTests
{
    [Fact]
    public void A_row_is_width_times_channels_bytes()
    {
        byte[] pixels = [.. Enumerable.Range(0, 2 * 3 * 3).Select(i => (byte)i)];

        Assert.Equal([9, 10, 11, 12, 13, 14, 15, 16, 17], new PixelImage(pixels, 3, 2, 3).Row(1).ToArray());
    }

    [Theory]
    [InlineData(0, 2, 3, 0, "width")]
    [InlineData(2, -1, 3, 0, "height")]
    [InlineData(2, 2, 4, 16, "An image has 1 channel (gray) or 3 (red, green, blue).")]
    [InlineData(2, 2, 3, 11, "An image of 2x2 pixels with 3 channel(s) has 12 bytes, not 11.")]
    public void A_size_that_does_not_fit_is_an_error(int width, int height, int channels, int length, string expected)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => new PixelImage(new byte[length], width, height, channels).Width);

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
