using System.Buffers.Binary;
using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>
/// Finds the orientation of an encoded image. SkiaSharp knows that of a JPEG; those of PNG (chunk eXIf) and WebP (chunk EXIF) are looked up here.
/// </summary>
internal static class ExifTag
{
    private const ushort Orientation = 0x0112;
    private const ushort Short = 3;

    /// <summary>The orientation; the usual one where the file says none, or none that exists.</summary>
    public static SKEncodedOrigin OrientationOf(SKCodec codec, ReadOnlySpan<byte> encoded) => codec.EncodedFormat switch
    {
        SKEncodedImageFormat.Png => InTiff(PngChunk(encoded, "eXIf"u8)),
        SKEncodedImageFormat.Webp => InTiff(WebpChunk(encoded, "EXIF"u8)),
        _ => codec.EncodedOrigin,
    };

    private static ReadOnlySpan<byte> PngChunk(ReadOnlySpan<byte> file, ReadOnlySpan<byte> type)
    {
        // A chunk: length, type, content, checksum.
        for (var rest = file[8..]; rest.Length >= 12;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
                break;
            if (rest.Slice(4, 4).SequenceEqual(type))
                return rest.Slice(8, (int)length);
            rest = rest[((int)length + 12)..];
        }
        return [];
    }

    private static ReadOnlySpan<byte> WebpChunk(ReadOnlySpan<byte> file, ReadOnlySpan<byte> type)
    {
        // A chunk: type, length, content, filled up to an even length.
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8)
                break;
            if (rest[..4].SequenceEqual(type))
                return rest.Slice(8, (int)length);
            rest = rest[(int)Math.Min(8 + length + (length & 1), (uint)rest.Length)..];
        }
        return [];
    }

    /// <summary>The tag in the first directory of a TIFF structure, which some writers put behind the name that JPEG files give it.</summary>
    private static SKEncodedOrigin InTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.StartsWith("Exif\0\0"u8))
            tiff = tiff[6..];
        bool isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 10 || (!isLittle && !tiff.StartsWith("MM\0*"u8)))
            return SKEncodedOrigin.TopLeft;
        uint directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return SKEncodedOrigin.TopLeft;
        var entries = tiff[((int)directory + 2)..];
        for (int left = Word(tiff[(int)directory..]); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
        {
            if (Word(entries) == Orientation && Word(entries[2..]) == Short)
                return Word(entries[8..]) is >= 1 and <= 8 and var value ? (SKEncodedOrigin)value : SKEncodedOrigin.TopLeft;
        }
        return SKEncodedOrigin.TopLeft;

        ushort Word(ReadOnlySpan<byte> bytes) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
