using System.Buffers.Binary;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Images;

public sealed class ImageDecoderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 17)]
    [InlineData(200, 3)]
    public void A_PNG_gives_back_the_pixels_that_were_written(int width, int height)
    {
        Decoded decoded = Decode(EncodedImage.Colour(width, height, SKEncodedImageFormat.Png));

        Assert.Equal((width, height, 3), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.Equal(WithoutAlpha(EncodedImage.ColourPixels(width, height)), decoded.Pixels);
    }

    [Fact]
    public void A_JPEG_gives_pixels_near_those_that_were_written()
    {
        byte[] expected = new byte[40 * 30 * 3];
        Array.Fill(expected, (byte)90);
        using SKBitmap bitmap = new(40, 30);
        bitmap.Erase(new SKColor(90, 90, 90));
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);

        Decoded decoded = Decode(data.ToArray());

        Assert.All(decoded.Pixels, pixel => Assert.InRange(pixel, 88, 92));
        Assert.Equal(expected.Length, decoded.Pixels.Length);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void A_gray_image_has_one_channel(SKEncodedImageFormat format)
    {
        Decoded decoded = Decode(EncodedImage.Gray(20, 10, format));

        Assert.Equal((20, 10, 1), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.Equal((5 * 5) + (9 * 3), decoded.Pixels[(5 * 20) + 3], 3.0);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(1)]
    [InlineData(0)]
    public void Alpha_is_dropped_and_does_not_touch_the_colours_without_a_background(byte alpha)
    {
        Decoded decoded = Decode(EncodedImage.Colour(9, 7, SKEncodedImageFormat.Png, alpha), ImageDecoding.AsStored);

        Assert.Equal(WithoutAlpha(EncodedImage.ColourPixels(9, 7, alpha)), decoded.Pixels);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void An_image_cut_short_anywhere_is_an_error_or_whole(SKEncodedImageFormat format)
    {
        CheckEveryTruncation(EncodedImage.Colour(61, 47, format));
        CheckEveryTruncation(EncodedImage.Gray(61, 47, format));
    }

    [Fact]
    public void A_progressive_JPEG_cut_short_anywhere_is_an_error_or_whole() => CheckEveryTruncation(EncodedImage.ProgressiveJpeg);

    [Fact]
    public void A_truncated_image_says_how_much_there_is()
    {
        byte[] jpeg = EncodedImage.Colour(61, 47, SKEncodedImageFormat.Jpeg);

        BadImageException error = Assert.Throws<BadImageException>(() => Decode(jpeg[..(jpeg.Length / 2)]));

        Assert.Equal(BadImageReason.Truncated, error.Reason);
        Assert.Equal($"The image of 61 x 47 pixels is cut short: its {jpeg.Length / 2} bytes hold only a part of it.", error.Message);
    }

    [Fact]
    public void No_bytes_are_an_error()
    {
        BadImageException error = Assert.Throws<BadImageException>(() => Decode([]));

        Assert.Equal(BadImageReason.Empty, error.Reason);
        Assert.Equal("The image has 0 bytes.", error.Message);
    }

    [Fact]
    public void Bytes_that_are_no_image_are_an_error()
    {
        byte[] text = "this is no image but a text that somebody gave the wrong name"u8.ToArray();

        BadImageException error = Assert.Throws<BadImageException>(() => Decode(text));

        Assert.Equal(BadImageReason.NotAnImage, error.Reason);
        Assert.StartsWith($"The {text.Length} bytes are not an image in a known format", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_image_is_refused_before_memory_is_taken_for_it()
    {
        byte[] png = EncodedImage.Colour(4, 4, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 50_000);
        // A reader checks the header before it believes the size.
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), PngChecksum.Of(png.AsSpan(12, 17)));

        BadImageException error = Assert.Throws<BadImageException>(() => Decode(png));

        Assert.Equal(BadImageReason.TooLarge, error.Reason);
        Assert.Equal("The image has 60000 x 50000 = 3000000000 pixels; at most 67108864 are accepted (ImageDecoding.MaxPixels).", error.Message);
    }

    [Fact]
    public void The_limit_of_pixels_can_be_set()
    {
        byte[] png = EncodedImage.Colour(20, 10, SKEncodedImageFormat.Png);

        Decode(png, new ImageDecoding { MaxPixels = 200 });
        BadImageException error = Assert.Throws<BadImageException>(() => Decode(png, new ImageDecoding { MaxPixels = 199 }));

        Assert.Contains("at most 199 are accepted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_beyond_the_default_limit_is_decoded_where_the_limit_is_higher()
    {
        byte[] large = EncodedImage.Gray(9_000, 8_000, SKEncodedImageFormat.Png);

        Assert.Equal(BadImageReason.TooLarge, Assert.Throws<BadImageException>(() => Decode(large)).Reason);
        Assert.Equal(9_000 * 8_000, Decode(large, new ImageDecoding { MaxPixels = 72_000_000 }).Pixels.Length);
    }

    [Fact]
    public void One_decoder_serves_images_of_changing_size()
    {
        using ImageDecoder decoder = new(ImageDecoding.Default);
        foreach (int size in (int[])[40, 7, 90, 1])
        {
            byte[] expected = WithoutAlpha(EncodedImage.ColourPixels(size, size));
            Assert.Equal(expected, decoder.Decode(EncodedImage.Colour(size, size, SKEncodedImageFormat.Png)).Pixels.ToArray());
        }
    }

    [Fact]
    public void Decoders_work_side_by_side()
    {
        byte[][] files = [.. Enumerable.Range(20, 30).Select(size => EncodedImage.Colour(size, size + 3, (SKEncodedImageFormat)(3 + (size % 2))))];
        byte[][] expected = [.. files.Select(file => Decode(file).Pixels)];

        Parallel.For(0, 2000, i =>
        {
            using ImageDecoder decoder = new(ImageDecoding.Default);
            Assert.True(decoder.Decode(files[i % files.Length]).Pixels.SequenceEqual(expected[i % files.Length]));
        });
    }

    private static void CheckEveryTruncation(byte[] file)
    {
        Decoded whole = Decode(file);
        int errors = 0;
        for (int length = 0; length < file.Length; length += length < 32 ? 1 : 3)
        {
            try
            {
                // Where only an end marker is missing all pixels are there, and must be the right ones.
                Assert.Equal(whole.Pixels, Decode(file[..length]).Pixels);
                Assert.InRange(length, file.Length - 24, file.Length);
            }
            catch (BadImageException)
            {
                errors++;
            }
        }

        Assert.InRange(errors, file.Length / 4, file.Length);
    }

    private static Decoded Decode(byte[] encoded, ImageDecoding? decoding = null)
    {
        using ImageDecoder decoder = new(decoding ?? ImageDecoding.Default);
        PixelImage image = decoder.Decode(encoded);
        return new(image.Pixels.ToArray(), image.Width, image.Height, image.Channels);
    }

    private static byte[] WithoutAlpha(byte[] rgba) => [.. rgba.Where((_, i) => i % 4 != 3)];

    private sealed record Decoded(byte[] Pixels, int Width, int Height, int Channels);
}
