namespace ActiveShift.ML.Tests.Images;

/// <summary>The CRC-32 of a PNG chunk's type and data.</summary>
internal static class PngChecksum
{
    public static uint Of(ReadOnlySpan<byte> chunk)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in chunk)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
