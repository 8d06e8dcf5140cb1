using ActiveShift.ML.Tests.Data;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Images;

public sealed class EncodedImageSizeTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void It_is_the_size_that_decoding_gives(SKEncodedImageFormat format)
    {
        byte[] encoded = Shapes.Encode(Shapes.Rgb(1), format: format);
        using var decoder = new ImageDecoder();
        var decoded = decoder.Decode(encoded);

        Assert.Equal(new ImageSize(decoded.Height, decoded.Width, decoded.Channels), EncodedImageSize.Read(encoded));
    }

    [Fact]
    public void The_header_is_enough() =>
        Assert.Equal(new ImageSize(Shapes.Height, Shapes.Width, 3), EncodedImageSize.Read(Shapes.Png(1).AsSpan(0, 60)));

    [Theory]
    [InlineData(0, BadImageReason.Empty)]
    [InlineData(8, BadImageReason.NotAnImage)]
    public void What_is_no_image_is_said(int length, BadImageReason reason) =>
        Assert.Equal(reason, Assert.Throws<BadImageException>(() => EncodedImageSize.Read(new byte[length])).Reason);
}
