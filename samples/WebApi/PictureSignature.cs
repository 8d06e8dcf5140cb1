using System.Buffers.Binary;
using System.Text;

namespace WebApi;

/// <summary>What a file's first bytes say that it is, whether it is whole or not.</summary>
/// <param name="Name">The format's name.</param>
/// <param name="IsAccepted">Whether pictures of it are accepted.</param>
internal sealed record PictureSignature(string Name, bool IsAccepted)
{
    private static readonly (byte[] Magic, string Name, bool IsAccepted)[] _magics =
    [
        ([0xFF, 0xD8, 0xFF], "JPEG", true),
        ([0x89, .. "PNG"u8], "PNG", true),
        ([.. "GIF8"u8], "GIF", true),
        ([.. "II*"u8, 0], "TIFF", false),
        ([.. "MM"u8, 0, (byte)'*'], "TIFF", false),
        ([0xFF, 0x0A], "JPEG XL", false),
        ([0, 0, 0, 12, .. "JXL "u8], "JPEG XL", false),
        ([0, 0, 0, 12, .. "jP  "u8], "JPEG 2000", false),
        ([.. "8BPS"u8], "Photoshop", false),
        ([0, 0, 1, 0], "Icon", false),
        ([.. "%PDF"u8], "PDF", false),
    ];

    private static readonly uint[] _bmpHeaderLengths = [12, 40, 52, 56, 64, 108, 124];

    /// <summary>The format, or null for bytes that are none of a known one.</summary>
    public static PictureSignature? Find(ReadOnlySpan<byte> file)
    {
        foreach (var (magic, name, isAccepted) in _magics)
        {
            if (file.StartsWith(magic))
                return new PictureSignature(name, isAccepted);
        }
        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8))
            return new PictureSignature("WebP", true);
        if (IsBmp(file))
            return new PictureSignature("BMP", true);
        return FindBrand(file) ?? FindText(file);
    }

    /// <summary>The two letters alone begin many a text.</summary>
    private static bool IsBmp(ReadOnlySpan<byte> file) =>
        file.Length >= 18 && file.StartsWith("BM"u8)
            && _bmpHeaderLengths.Contains(BinaryPrimitives.ReadUInt32LittleEndian(file[14..]));

    /// <summary>Pictures in the container of MP4 films.</summary>
    private static PictureSignature? FindBrand(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[4..].StartsWith("ftyp"u8))
            return null;
        return Encoding.Latin1.GetString(file[8..12]) switch
        {
            "avif" or "avis" => new PictureSignature("AVIF", false),
            "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1" =>
                new PictureSignature("HEIC", false),
            _ => new PictureSignature("MP4", false),
        };
    }

    private static PictureSignature? FindText(ReadOnlySpan<byte> file)
    {
        string text = Encoding.UTF8.GetString(file[..Math.Min(file.Length, 512)]);
        text = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<svg", StringComparison.OrdinalIgnoreCase)
            || (text.StartsWith("<?xml", StringComparison.Ordinal)
                && text.Contains("<svg", StringComparison.OrdinalIgnoreCase)))
        {
            return new PictureSignature("SVG", false);
        }
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? new PictureSignature("HTML", false)
            : null;
    }
}
