using System.Buffers.Binary;

namespace WebApi;

/// <summary>What a file's first bytes say that it is, whether it is whole or not.</summary>
internal static class PictureSignature
{
    private static readonly uint[] _bmpHeaderLengths = [12, 40, 52, 56, 64, 108, 124];

    /// <summary>The format, of those that are accepted; null for all others.</summary>
    public static string? AcceptedNameOf(ReadOnlySpan<byte> file) =>
        file.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "JPEG"
        : file.StartsWith<byte>([0x89, .. "PNG"u8]) ? "PNG"
        : file.StartsWith("GIF8"u8) ? "GIF"
        : IsWebp(file) ? "WebP"
        : IsBmp(file) ? "BMP"
        : null;

    private static bool IsWebp(ReadOnlySpan<byte> file) =>
        file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    /// <summary>The two letters alone begin many a text.</summary>
    private static bool IsBmp(ReadOnlySpan<byte> file) =>
        file.Length >= 18 && file.StartsWith("BM"u8)
            && _bmpHeaderLengths.Contains(BinaryPrimitives.ReadUInt32LittleEndian(file[14..]));
}
