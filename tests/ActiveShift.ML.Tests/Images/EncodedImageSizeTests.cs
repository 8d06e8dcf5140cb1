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
        using var decoder = new ImageDecoder(ImageDecoding.Default);
        var decoded = decoder.Decode(encoded);

        Assert.Equal(new ImageSize(decoded.Height, decoded.Width, decoded.Channels), EncodedImageSize.Read(encoded, ImageDecoding.Default));
    }

    [Fact]
    public void The_header_is_enough() =>
        Assert.Equal(new ImageSize(Shapes.Height, Shapes.Width, 3), EncodedImageSize.Read(Shapes.Png(1).AsSpan(0, 60), ImageDecoding.Default));

    [Theory]
    [InlineData(0, BadImageReason.Empty)]
    [InlineData(8, BadImageReason.NotAnImage)]
    public void What_is_no_image_is_said(int length, BadImageReason reason) =>
        Assert.Equal(reason, Assert.Throws<BadImageException>(() => EncodedImageSize.Read(new byte[length], ImageDecoding.Default)).Reason);

    [Fact]
    public void A_photograph_stored_on_its_side_has_the_size_that_is_seen()
    {
        byte[] turned = ExifFile.WithOrientation(EncodedImage.Colour(40, 24, SKEncodedImageFormat.Jpeg), 6);

        Assert.Equal(new ImageSize(40, 24, 3), EncodedImageSize.Read(turned, ImageDecoding.Default));
        Assert.Equal(new ImageSize(24, 40, 3), EncodedImageSize.Read(turned, ImageDecoding.AsStored));
    }
}
