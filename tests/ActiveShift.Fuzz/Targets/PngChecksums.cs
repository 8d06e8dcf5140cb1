using System.Buffers.Binary;

namespace ActiveShift.Fuzz.Targets;

/// <summary>
/// Makes the checksums of a PNG's chunks true again: a decoder looks into no chunk whose checksum is wrong.
/// </summary>
internal static class PngChecksums
{
    private const int SignatureLength = 8;
    private const uint Polynomial = 0xedb88320;

    /// <summary>Of a file that is no PNG, nothing is changed.</summary>
    public static void Fix(Span<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return;
        for (long place = SignatureLength; place + 12 <= file.Length;)
        {
            var chunk = file[(int)place..];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (length > chunk.Length - 12)
                return;
            int end = 8 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(chunk[end..], Crc32(chunk[4..end]));
            place += end + 4;
        }
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (Polynomial & (0 - (crc & 1)));
        }
        return ~crc;
    }
}
