using System.Buffers.Binary;
using System.Text;

namespace ActiveShift.ML;

/// <summary>Files made of ISO base media boxes: HEIF and AVIF images, raw files of Canon, and videos. The first box lists their brands.</summary>
internal static class IsoMedia
{
    private const int BrandLength = 4;
    private const int FirstBrand = 8;

    /// <summary>Names the format, or gives null if the file does not begin with a list of brands.</summary>
    public static string? NameOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FirstBrand + BrandLength || !bytes[4..].StartsWith("ftyp"u8))
            return null;
        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        ReadOnlySpan<byte> box = bytes[..(int)Math.Min(length, (uint)bytes.Length)];
        string? name = null;
        for (int i = FirstBrand; i + BrandLength <= box.Length && name is null; i += BrandLength)
            name = NameOfBrand(Encoding.ASCII.GetString(box.Slice(i, BrandLength)));
        return name ?? (box.IndexOf("mif1"u8) >= FirstBrand ? "an HEIF image" : "a video (MP4 or QuickTime) or a like file");
    }

    /// <summary>Names the format of a brand that stands for one.</summary>
    private static string? NameOfBrand(string brand) => brand switch
    {
        "avif" or "avis" => "an AVIF image",
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "hevm" or "hevs" => "a HEIC image",
        "crx " => "a Canon raw file (CR3)",
        _ => null,
    };
}
