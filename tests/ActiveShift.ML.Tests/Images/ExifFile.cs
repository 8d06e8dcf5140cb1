using System.Buffers.Binary;

namespace ActiveShift.ML.Tests.Images;

/// <summary>Puts EXIF data with nothing but an orientation (1 to 8) into an encoded image.</summary>
internal static class ExifFile
{
    public static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] content = [.. "Exif\0\0"u8, .. Tiff(orientation)];
        byte[] header = [0xFF, 0xE1, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(content.Length + 2));
        return [.. jpeg[..2], .. header, .. content, .. jpeg[2..]];
    }

    /// <summary>For a WebP file of one chunk (VP8 or VP8L), which becomes an extended one.</summary>
    public static byte[] WithOrientationInWebp(byte[] webp, int width, int height, int orientation)
    {
        const byte hasExif = 8;
        byte[] extended = [hasExif, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0];
        byte[] body = [.. "WEBP"u8, .. RiffChunk("VP8X"u8, extended), .. webp[12..], .. RiffChunk("EXIF"u8, Tiff(orientation))];
        return RiffChunk("RIFF"u8, body);
    }

    /// <summary>Behind the header of a PNG file.</summary>
    public static byte[] WithOrientationInPng(byte[] png, int orientation)
    {
        const int headerEnd = 8 + 12 + 13;
        byte[] content = [.. "eXIf"u8, .. Tiff(orientation)];
        byte[] length = new byte[4], checksum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, PngChecksum.Of(content));
        return [.. png[..headerEnd], .. length, .. content, .. checksum, .. png[headerEnd..]];
    }

    /// <summary>A big-endian TIFF header with one entry, tag 0x0112: SHORT, 1 value; no next directory.</summary>
    private static byte[] Tiff(int orientation) =>
        [.. "MM\0*\0\0\0\b\0\u0001"u8, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static byte[] RiffChunk(ReadOnlySpan<byte> name, byte[] content)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. name, .. length, .. content, .. content.Length % 2 == 0 ? Array.Empty<byte>() : [0]];
    }
}
