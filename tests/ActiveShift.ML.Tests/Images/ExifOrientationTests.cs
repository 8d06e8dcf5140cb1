using SkiaSharp;

namespace ActiveShift.ML.Tests.Images;

public sealed class ExifOrientationTests
{
    // Where the first row and the first column of what is stored are seen (CIPA DC-008, table 6).
    public static TheoryData<int, string, string> Orientations => new()
    {
        { 1, "top", "left" }, { 2, "top", "right" }, { 3, "bottom", "right" }, { 4, "bottom", "left" },
        { 5, "left", "top" }, { 6, "right", "top" }, { 7, "right", "bottom" }, { 8, "left", "bottom" },
    };

    [Theory]
    [MemberData(nameof(Orientations))]
    public void An_image_is_seen_upright(int orientation, string firstRow, string firstColumn)
    {
        byte[] file = ExifFile.WithOrientation(EncodedImage.Colour(40, 24, SKEncodedImageFormat.Jpeg), orientation);
        using ImageDecoder asStored = new(ImageDecoding.AsStored), upright = new(ImageDecoding.Default);
        PixelImage stored = asStored.Decode(file);
        PixelImage seen = upright.Decode(file);

        bool lies = firstRow is "left" or "right";
        Assert.Equal((40, 24), (stored.Width, stored.Height));
        Assert.Equal(lies ? (24, 40) : (40, 24), (seen.Width, seen.Height));
        for (int row = 0; row < stored.Height; row++)
        {
            for (int column = 0; column < stored.Width; column++)
            {
                int x = At(firstRow, firstColumn, "left", "right", row, column, stored), y = At(firstRow, firstColumn, "top", "bottom", row, column, stored);
                Assert.True(Pixel(stored, column, row).SequenceEqual(Pixel(seen, x, y)), $"row {row}, column {column}");
            }
        }
    }

    [Fact]
    public void WebP_and_PNG_files_have_orientations_too()
    {
        byte[] webp = EncodedImage.Colour(40, 24, SKEncodedImageFormat.Webp), png = EncodedImage.Colour(40, 24, SKEncodedImageFormat.Png);
        Check(webp, ExifFile.WithOrientationInWebp(webp, 40, 24, 6));
        Check(png, ExifFile.WithOrientationInPng(png, 6));

        static void Check(byte[] plain, byte[] turned)
        {
            using ImageDecoder decoder = new(ImageDecoding.Default), other = new(ImageDecoding.Default);
            PixelImage stored = decoder.Decode(plain), seen = other.Decode(turned);
            Assert.Equal((24, 40), (seen.Width, seen.Height));
            // The first row is seen on the right, from top to bottom.
            for (int i = 0; i < stored.Width; i++)
                Assert.True(Pixel(stored, i, 0).SequenceEqual(Pixel(seen, 23, i)));
        }
    }

    [Fact]
    public void Gray_images_are_turned_too()
    {
        byte[] file = ExifFile.WithOrientation(EncodedImage.Gray(20, 10, SKEncodedImageFormat.Jpeg), 6);
        using ImageDecoder asStored = new(ImageDecoding.AsStored), upright = new(ImageDecoding.Default);
        PixelImage stored = asStored.Decode(file);
        PixelImage seen = upright.Decode(file);

        Assert.Equal((10, 20, 1), (seen.Width, seen.Height, seen.Channels));
        // The first row is seen on the right, from top to bottom.
        for (int i = 0; i < stored.Width; i++)
            Assert.Equal(stored.Pixels[i], seen.Pixels[(i * 10) + 9]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(255)]
    public void An_orientation_that_is_none_changes_nothing(int orientation)
    {
        byte[] plain = EncodedImage.Colour(40, 24, SKEncodedImageFormat.Jpeg);
        using ImageDecoder one = new(ImageDecoding.Default), other = new(ImageDecoding.Default);

        Assert.True(one.Decode(plain).Pixels.SequenceEqual(other.Decode(ExifFile.WithOrientation(plain, orientation)).Pixels));
    }

    /// <summary>Where a stored pixel is seen, along the axis between two sides.</summary>
    private static int At(string firstRow, string firstColumn, string near, string far, int row, int column, PixelImage stored) =>
        firstRow == near ? row
        : firstRow == far ? stored.Height - 1 - row
        : firstColumn == near ? column
        : stored.Width - 1 - column;

    private static ReadOnlySpan<byte> Pixel(PixelImage image, int x, int y) => image.Pixels.Slice(((y * image.Width) + x) * image.Channels, image.Channels);
}
