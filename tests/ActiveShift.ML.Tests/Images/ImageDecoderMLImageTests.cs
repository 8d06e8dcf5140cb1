using Microsoft.ML.Data;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Images;

public sealed class ImageDecoderMLImageTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Colour_gives_the_pixels_of_the_encoded_bytes(SKEncodedImageFormat format)
    {
        byte[] file = EncodedImage.Colour(37, 29, format);
        using ImageDecoder decoder = new(ImageDecoding.Default);
        byte[] expected = decoder.Decode(file).Pixels.ToArray();
        using MLImage image = MLImage.CreateFromStream(new MemoryStream(file));

        PixelImage actual = decoder.Decode(image);

        Assert.Equal((37, 29, 3), (actual.Width, actual.Height, actual.Channels));
        Assert.Equal(expected, actual.Pixels.ToArray());
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void Gray_gives_the_networks_input_of_the_encoded_bytes(SKEncodedImageFormat format)
    {
        byte[] file = EncodedImage.Gray(37, 29, format);
        using ImageDecoder decoder = new(ImageDecoding.Default);
        using MLImage image = MLImage.CreateFromStream(new MemoryStream(file));
        foreach (ChannelOrder order in Enum.GetValues<ChannelOrder>())
        {
            float[] ones = order == ChannelOrder.Gray ? [1] : [1, 1, 1];
            ImagePreprocessing preprocessing = new(order, 20, 20, 24, ones, ones);
            byte[] fromBytes = new byte[20 * 20 * ones.Length];
            byte[] fromImage = new byte[fromBytes.Length];

            new ImagePreprocessor(preprocessing).Resize(decoder.Decode(file), fromBytes);
            new ImagePreprocessor(preprocessing).Resize(decoder.Decode(image), fromImage);

            Assert.Equal(fromBytes, fromImage);
        }
    }

    [Theory]
    [InlineData(MLPixelFormat.Rgba32, new byte[] { 10, 20, 30, 40, 50, 60 })]
    [InlineData(MLPixelFormat.Bgra32, new byte[] { 30, 20, 10, 60, 50, 40 })]
    public void Both_pixel_formats_become_RGB(MLPixelFormat format, byte[] expected)
    {
        using MLImage image = MLImage.CreateFromPixels(2, 1, format, [10, 20, 30, 255, 40, 50, 60, 255]);
        using ImageDecoder decoder = new(ImageDecoding.Default);

        Assert.Equal(expected, decoder.Decode(image).Pixels.ToArray());
    }

    [Fact]
    public void Colours_are_divided_by_alpha_again_without_a_background()
    {
        byte[] file = EncodedImage.Colour(37, 29, SKEncodedImageFormat.Png, alpha: 128);
        using ImageDecoder decoder = new(ImageDecoding.AsStored);
        byte[] expected = decoder.Decode(file).Pixels.ToArray();
        using MLImage image = MLImage.CreateFromStream(new MemoryStream(file));

        byte[] actual = decoder.Decode(image).Pixels.ToArray();

        for (int i = 0; i < expected.Length; i++)
            Assert.Equal((double)expected[i], actual[i], 1.0);
        Assert.Equal(image.GetBGRPixels[2], actual[0], 1.0);
    }

    [Fact]
    public void A_missing_image_is_an_error()
    {
        using ImageDecoder decoder = new(ImageDecoding.Default);

        BadImageException error = Assert.Throws<BadImageException>(() => decoder.Decode((MLImage?)null));

        Assert.Equal(BadImageReason.Empty, error.Reason);
        Assert.Equal("The image is missing (null).", error.Message);
    }
}
