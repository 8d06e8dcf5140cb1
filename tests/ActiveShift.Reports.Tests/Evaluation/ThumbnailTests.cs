using ActiveShift.ML;

namespace ActiveShift.Reports.Tests.Evaluations;

public sealed class ThumbnailTests
{
    [Theory]
    [InlineData(new[] { 0f, 128, 255 }, new byte[] { 0, 128, 255 })]
    [InlineData(new[] { 0f, 2, 3.4f }, new byte[] { 0, 2, 3 })]
    [InlineData(new[] { 0f, 0.5f, 1 }, new byte[] { 0, 128, 255 })]
    [InlineData(new[] { -1f, 0, 1 }, new byte[] { 0, 128, 255 })]
    [InlineData(new[] { 0f, 300, 600 }, new byte[] { 0, 128, 255 })]
    [InlineData(new[] { -7f, -7, -7 }, new byte[] { 0, 0, 0 })]
    public void Values_of_any_scale_are_shown(float[] values, byte[] expected)
    {
        var gray = Thumbnail.FromValues(values, channels: 1, height: 1, width: 3);

        Assert.Equal(expected.SelectMany(v => new[] { v, v, v, (byte)255 }), gray.Rgba);
    }

    [Fact]
    public void Planes_become_red_green_and_blue()
    {
        var colour = Thumbnail.FromValues([1, 2, 30, 40, 200, 250], channels: 3, height: 2, width: 1);

        Assert.Equal((1, 2), (colour.Width, colour.Height));
        Assert.Equal([1, 30, 200, 255, 2, 40, 250, 255], colour.Rgba);
    }
}
