using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Images;

public sealed class TransparencyTests
{
    private static readonly ImageDecoding _onBlue = new() { Background = new RgbColor(10, 20, 200) };

    [Fact]
    public void Encoded_bytes_and_MLImages_give_the_same_pixels_whatever_alpha_is()
    {
        foreach (var decoding in new[] { ImageDecoding.Default, _onBlue })
        {
            byte[] file = EveryAlpha();
            using ImageDecoder fromBytes = new(decoding), fromImage = new(decoding);
            using MLImage image = MLImage.CreateFromStream(new MemoryStream(file));

            Assert.True(fromBytes.Decode(file).Pixels.SequenceEqual(fromImage.Decode(image).Pixels));
        }
    }

    [Fact]
    public void Colours_are_mixed_with_the_background_in_proportion_to_alpha()
    {
        using ImageDecoder decoder = new(_onBlue);
        byte[] pixels = decoder.Decode(EveryAlpha()).Pixels.ToArray();

        byte[] colours = EncodedImage.ColourPixels(256, 3);
        byte[] background = [10, 20, 200];
        for (int i = 0; i < 256 * 3; i++)
        {
            double alpha = i % 256 / 255.0;
            for (int c = 0; c < 3; c++)
                Assert.Equal((colours[(4 * i) + c] * alpha) + (background[c] * (1 - alpha)), pixels[(3 * i) + c], 1.01);
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void What_cannot_be_seen_makes_no_difference(SKEncodedImageFormat format)
    {
        byte[][] files = [.. new SKColor[] { new(0, 0, 0, 0), new(255, 0, 0, 0), new(255, 255, 255, 0) }.Select(hidden => Dot(hidden, format))];
        using ImageDecoder decoder = new(ImageDecoding.Default);
        byte[] first = decoder.Decode(files[0]).Pixels.ToArray();

        Assert.Equal([255, 255, 255], first[..3]);
        foreach (byte[] file in files)
        {
            Assert.Equal(first, decoder.Decode(file).Pixels.ToArray());
            using MLImage image = MLImage.CreateFromStream(new MemoryStream(file));
            Assert.Equal(first, decoder.Decode(image).Pixels.ToArray());
        }
    }

    [Fact]
    public void A_transparent_colour_of_a_GIFs_palette_is_the_background()
    {
        // One pixel, of palette entry 0 (red), which the graphic control extension makes transparent.
        byte[] gif =
        [
            .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x21, 0xF9, 4, 1, 0, 0, 0, 0,
            0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
        ];
        using ImageDecoder decoder = new(_onBlue);

        Assert.Equal([10, 20, 200], decoder.Decode(gif).Pixels.ToArray());
    }

    [Fact]
    public void Opaque_images_have_the_same_pixels_on_every_background()
    {
        using ImageDecoder one = new(_onBlue), other = new(ImageDecoding.AsStored);
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            byte[] file = EncodedImage.Colour(31, 17, format);
            Assert.True(one.Decode(file).Pixels.SequenceEqual(other.Decode(file).Pixels));
        }
    }

    [Theory]
    [InlineData(MLPixelFormat.Rgba32)]
    [InlineData(MLPixelFormat.Bgra32)]
    public void The_background_has_its_red_where_the_image_has_it(MLPixelFormat format)
    {
        using MLImage image = MLImage.CreateFromPixels(1, 1, format, [0, 0, 0, 0]);
        using ImageDecoder decoder = new(_onBlue);

        Assert.Equal([10, 20, 200], decoder.Decode(image).Pixels.ToArray());
    }

    /// <summary>256 columns, one for each alpha.</summary>
    private static byte[] EveryAlpha()
    {
        byte[] pixels = EncodedImage.ColourPixels(256, 3);
        for (int i = 0; i < 256 * 3; i++)
            pixels[(4 * i) + 3] = (byte)i;
        return Encode(pixels, 256, 3, SKEncodedImageFormat.Png);
    }

    /// <summary>A red dot in the middle, the rest transparent.</summary>
    private static byte[] Dot(SKColor hidden, SKEncodedImageFormat format)
    {
        byte[] pixels = [.. Enumerable.Repeat<byte[]>([hidden.Red, hidden.Green, hidden.Blue, hidden.Alpha], 25).SelectMany(pixel => pixel)];
        byte[] red = [255, 0, 0, 255];
        red.CopyTo(pixels, 4 * 12);
        return Encode(pixels, 5, 5, format);
    }

    private static byte[] Encode(byte[] rgba, int width, int height, SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using SKPixmap pixmap = bitmap.PeekPixels();
        // Lossless, also of what is transparent.
        using SKData data = format == SKEncodedImageFormat.Webp
            ? pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100))
            : pixmap.Encode(format, 100);
        return data.ToArray();
    }
}
