using System.Text;
using ActiveShift.Tests.Shared.Caffe;

namespace ActiveShift.Tests.Files;

public sealed class ForeignContentTests
{
    private const string Pointer = "version https://git-lfs.github.com/spec/v1\n"
        + "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";

    public static TheoryData<byte[], string> Foreign { get; } = new()
    {
        { Encoding.ASCII.GetBytes(Pointer), "Git LFS pointer" },
        { Encoding.ASCII.GetBytes("<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head></html>"),
            "HTML page" },
        { Encoding.UTF8.GetPreamble().Concat(
            Encoding.UTF8.GetBytes("\r\n  <html lang=\"de\"><body>Größer</body></html>")).ToArray(), "HTML page" },
        { Encoding.ASCII.GetBytes("<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>"), "XML document" },
        { [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3], "compressed with gzip: unpack it first" },
        { [.. "BZh91AY&SY"u8], "compressed with bzip2" },
        { [0xFD, .. "7zXZ"u8, 0, 0, 4, 0, 0], "compressed with xz" },
        { [0x28, 0xB5, 0x2F, 0xFD, 4, 0, 1, 2, 3], "compressed with zstd" },
        { [.. "PK"u8, 3, 4, 20, 0, 0, 0, 8, 0], "a zip archive" },
    };

    [Theory]
    [MemberData(nameof(Foreign), DisableDiscoveryEnumeration = true)]
    public void What_stands_in_a_files_place_is_named(byte[] content, string expected)
    {
        Assert.StartsWith(" It is ", ForeignContent.Hint(content), StringComparison.Ordinal);
        Assert.Contains(expected, ForeignContent.Hint(content), StringComparison.Ordinal);
        Assert.Equal(
            ForeignContent.Hint(content), ForeignContent.Hint(content.AsSpan(0, 4), new MemoryStream(content[4..])));
    }

    [Theory]
    [MemberData(nameof(Foreign), DisableDiscoveryEnumeration = true)]
    public void Readers_of_weights_say_so(byte[] content, string expected)
    {
        var caffe = Assert.Throws<InvalidDataException>(() => ActiveShiftModels.LoadCaffe(new MemoryStream(content)));
        Assert.Contains(expected, caffe.Message, StringComparison.Ordinal);
        var safetensors = Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(content));
        Assert.Contains(expected, safetensors.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_else_is_not_guessed_at()
    {
        Assert.Empty(ForeignContent.Hint([]));
        Assert.Empty(ForeignContent.Hint([0x1F]));
        Assert.Empty(ForeignContent.Hint("a text about <html>"u8));
        Assert.Empty(ForeignContent.Hint(new TinyCaffeModel().Encode()));
    }
}
