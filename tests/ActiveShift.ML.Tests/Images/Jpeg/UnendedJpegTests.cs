namespace ActiveShift.ML.Tests.Images.Jpeg;

public sealed class UnendedJpegTests
{
    private const int EndMarkerLength = 2;

    public static TheoryData<string> Names => JpegFiles.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_JPEG_without_its_end_marker_gives_every_pixel(string name)
    {
        byte[] file = JpegFiles.Read(name);
        byte[] unended = file[..^EndMarkerLength];
        byte[] pixels = Decode(file);

        Assert.Equal(pixels, Decode(unended));
        Assert.Equal(pixels, Decode([.. unended, 0xFF]));
        Assert.Equal(file, UnendedJpeg.WithEnd(unended));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_segment_cut_short_after_the_pixels_costs_none_of_them(string name)
    {
        byte[] file = JpegFiles.Read(name);

        Assert.Equal(Decode(file), Decode([.. file[..^EndMarkerLength], 0xFF, 0xE1, 0x40, 0x00, 1, 2, 3]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_JPEG_that_lacks_a_byte_of_its_data_or_more_is_an_error(string name)
    {
        byte[] file = JpegFiles.Read(name);
        for (int length = 1; length < file.Length - EndMarkerLength; length++)
        {
            byte[] cut = file[..length];
            Assert.Null(UnendedJpeg.WithEnd(cut));
            Assert.Throws<BadImageException>(() => Decode(cut));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cut_JPEG_that_was_filled_up_with_zeros_is_an_error(string name)
    {
        byte[] file = JpegFiles.Read(name);
        for (int length = 1; length < file.Length - EndMarkerLength; length++)
            Assert.Null(UnendedJpeg.WithEnd([.. file[..length], .. new byte[4096]]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_whole_JPEG_is_left_alone(string name)
    {
        byte[] file = JpegFiles.Read(name);

        Assert.Null(UnendedJpeg.WithEnd(file));
        Assert.Null(UnendedJpeg.WithEnd([.. file, 1, 2, 3]));
        Assert.Equal(Decode(file), Decode([.. file, 1, 2, 3]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_files_are_told_from_unended_ones_without_a_crash(string name)
    {
        byte[] file = JpegFiles.Read(name)[..^EndMarkerLength];
        var random = new Random(7);
        for (int run = 0; run < 2000; run++)
        {
            byte[] damaged = [.. file];
            for (int i = 0; i < 3; i++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (UnendedJpeg.WithEnd(damaged) is { } ended)
                Assert.True(ended.AsSpan().EndsWith<byte>([0xFF, 0xD9]));
        }
    }

    [Fact]
    public void A_scan_that_repeats_what_was_sent_makes_no_whole_image()
    {
        byte[] file = JpegFiles.Read("ScanForEachComponent");
        int second = IndexOfScan(file, 2);
        file[second + 5] = file[IndexOfScan(file, 1) + 5];

        Assert.Null(UnendedJpeg.WithEnd(file.AsSpan(0, file.Length - EndMarkerLength)));
    }

    /// <summary>Where the n-th SOS marker stands.</summary>
    private static int IndexOfScan(byte[] file, int number)
    {
        int index = -1;
        for (int i = 0; i < number; i++)
            index += 1 + file.AsSpan(index + 1).IndexOf<byte>([0xFF, 0xDA]);
        return index;
    }

    private static byte[] Decode(byte[] encoded)
    {
        using ImageDecoder decoder = new(ImageDecoding.Default);
        return decoder.Decode(encoded).Pixels.ToArray();
    }
}
