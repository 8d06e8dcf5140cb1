using System.Text;

namespace ActiveShift.ML.Tests.Images;

public sealed class ForeignFormatsTests
{
    private const string HeifOfPhones = "0000001C 66747970 68656963 00000000 6D696631 68656963 6D696166";

    [Theory]
    [InlineData(HeifOfPhones, "a HEIC image")]
    [InlineData("0000001C 66747970 6D696631 00000000 6D696631 68656963 6D696166", "a HEIC image")]
    [InlineData("00000020 66747970 61766966 00000000 61766966 6D696631 6D696166 4D413142", "an AVIF image")]
    [InlineData("0000001C 66747970 6D696631 00000000 6D696631 61766966 6D696166", "an AVIF image")]
    [InlineData("00000014 66747970 6D696631 00000000 6D696631", "an HEIF image")]
    [InlineData("00000018 66747970 63727820 00000001 63727820 69736F6D", "a Canon raw file (CR3)")]
    [InlineData("00000018 66747970 6D703432 00000000 6D703432 69736F6D", "a video (MP4 or QuickTime) or a like file")]
    [InlineData("49492A00 08000000", "a TIFF image or a camera's raw file made like one")]
    [InlineData("4D4D002A 00000008", "a TIFF image or a camera's raw file made like one")]
    [InlineData("4D4D002B 00080000", "a BigTIFF image")]
    [InlineData("49495500 18000000", "a Panasonic raw file (RW2)")]
    [InlineData("0000000C 4A584C20 0D0A870A", "a JPEG XL image")]
    [InlineData("FF0AFA1F 01B00000", "a JPEG XL image")]
    [InlineData("0000000C 6A502020 0D0A870A", "a JPEG 2000 image")]
    [InlineData("FF4FFF51 002F0000", "a JPEG 2000 image")]
    [InlineData("38425053 00010000", "a Photoshop document (PSD)")]
    [InlineData("762F3101 02000000", "an OpenEXR image")]
    [InlineData("1F8B0800 00000000", "a gzip file")]
    [InlineData("504B0304 14000000", "a ZIP archive")]
    [InlineData("377ABCAF 271C0004", "a 7z archive")]
    [InlineData("934E554D 50590100", "a NumPy array")]
    [InlineData("EFBBBF3C 73766720", "an SVG drawing")]
    public void Formats_that_are_not_read_are_named(string hex, string name) =>
        Check(Convert.FromHexString(hex.Replace(" ", "")), name);

    [Theory]
    [InlineData("%PDF-1.7\n", "a PDF document")]
    [InlineData("P6 45 37 255\n", "a Netpbm image (PBM, PGM, PPM or PAM)")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- drawn -->\n<svg width=\"9\">", "an SVG drawing")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "an XML document")]
    [InlineData("\r\n <!DOCTYPE html><html><title>404</title>", "an HTML page")]
    [InlineData("<!-- moved --><HTML>", "an HTML page")]
    [InlineData("data:image/png;base64,iVBORw0KGgo", "a data URL, which has to be turned into bytes")]
    [InlineData("/9j/4AAQSkZJRgABAQAAAQABAAD", "an image in base64, which has to be turned into bytes")]
    [InlineData(
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0\nsize 12345\n",
        "a git-lfs pointer ('git lfs pull' fetches the file itself)")]
    public void Texts_in_an_image_s_place_are_named(string text, string name) =>
        Check(Encoding.UTF8.GetBytes(text), name);

    [Fact]
    public void A_DICOM_image_is_known_by_what_follows_its_preamble() =>
        Check([.. new byte[128], .. "DICM"u8, 2, 0], "a DICOM image");

    [Fact]
    public void The_message_names_the_format_seen_and_those_that_are_read()
    {
        byte[] heif = Convert.FromHexString(HeifOfPhones.Replace(" ", ""));

        BadImageException error = Assert.Throws<BadImageException>(() => Decode(heif));

        Assert.Equal(
            "The 28 bytes are a HEIC image, not an image in a format that is read: " +
            "JPEG, PNG, BMP, GIF, WebP, ICO, WBMP.",
            error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("49")]
    [InlineData("00000020 66747970")]
    [InlineData("FFFFFFFF FFFFFFFF FFFFFFFF")]
    public void What_is_not_known_has_no_name(string hex) =>
        Assert.Null(ForeignFormats.NameOf(Convert.FromHexString(hex.Replace(" ", ""))));

    private static void Check(byte[] file, string name)
    {
        Assert.Equal(name, ForeignFormats.NameOf(file));
        BadImageException error = Assert.Throws<BadImageException>(() => Decode([.. file, .. new byte[600]]));
        Assert.Equal(BadImageReason.NotAnImage, error.Reason);
        Assert.StartsWith($"The {file.Length + 600} bytes are {name}, not", error.Message, StringComparison.Ordinal);
    }

    private static void Decode(byte[] encoded)
    {
        using ImageDecoder decoder = new(ImageDecoding.Default);
        decoder.Decode(encoded);
    }
}
