using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Columns;

public sealed class PixelVectorFormatTests
{
    [Theory]
    [InlineData(new[] { 5, 7 }, PixelLayout.Planar, 5, 7, 1)]
    [InlineData(new[] { 5, 7 }, PixelLayout.Interleaved, 5, 7, 1)]
    [InlineData(new[] { 3, 5, 7 }, PixelLayout.Planar, 5, 7, 3)]
    [InlineData(new[] { 5, 7, 3 }, PixelLayout.Interleaved, 5, 7, 3)]
    [InlineData(new[] { 1, 5, 7 }, PixelLayout.Planar, 5, 7, 1)]
    public void The_type_says_the_size(int[] dimensions, PixelLayout layout, int height, int width, int channels) => Assert.Equal(
        new ImageSize(height, width, channels),
        new PixelVectorFormat(layout, null, null, null).SizeOf(new VectorDataViewType(NumberDataViewType.Single, dimensions), "F"));

    [Theory]
    [InlineData(105, null, 3)]
    [InlineData(105, 3, 3)]
    [InlineData(35, null, 1)]
    [InlineData(35, 1, 1)]
    public void Of_a_flat_vector_the_options_say_it(int length, int? channels, int expected) => Assert.Equal(
        new ImageSize(5, 7, expected),
        new PixelVectorFormat(PixelLayout.Planar, 5, 7, channels).SizeOf(new VectorDataViewType(NumberDataViewType.Byte, length), "F"));

    [Theory]
    [InlineData(34, null)]
    [InlineData(36, null)]
    [InlineData(70, null)]
    [InlineData(105, 1)]
    [InlineData(35, 3)]
    public void A_flat_vector_that_does_not_fit_the_options_is_refused(int length, int? channels)
    {
        var format = new PixelVectorFormat(PixelLayout.Planar, 5, 7, channels);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => format.SizeOf(new VectorDataViewType(NumberDataViewType.Byte, length), "F"));
        Assert.Contains("'F'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{length}", error.Message, StringComparison.Ordinal);
    }
}
