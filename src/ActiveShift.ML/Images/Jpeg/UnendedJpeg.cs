using System.Buffers.Binary;

namespace ActiveShift.ML;

/// <summary>
/// JPEG files that hold every pixel but end without the end marker (FF D9), as some cameras, cut downloads and recovered disks leave them. A
/// decoder cannot be asked: without the marker it gives up before the last rows, and with one put in place it fills what is missing with gray.
/// So the scans are walked, block by block.
/// </summary>
internal static class UnendedJpeg
{
    /// <summary>Several times what encoders write (10 or so): each costs time for every block, even if it holds next to nothing.</summary>
    private const int MaxScans = 100;

    private const byte EndOfImage = 0xD9;

    /// <summary>Ends such a file.</summary>
    /// <returns>The file up to its last pixel, and an end marker; or null if it is no such file.</returns>
    public static byte[]? WithEnd(ReadOnlySpan<byte> encoded) =>
        EndOfPixels(encoded) is { } end && CanEnd(encoded[end..]) ? [.. encoded[..end], 0xFF, EndOfImage] : null;

    /// <summary>
    /// Whether an end marker is missing before what is left: nothing, the half of a marker, or another marker. Other bytes would mean that the
    /// scan did not end there: zeros, with which a cut file is often filled up, can be read as pixels.
    /// </summary>
    private static bool CanEnd(ReadOnlySpan<byte> rest) => rest switch
    {
        [] or [0xFF] => true,
        [0xFF, var code, ..] => code is not (0 or EndOfImage),
        _ => false,
    };

    /// <summary>Looks for the place where the data of the last scan end.</summary>
    /// <returns>Its index; null if a scan or a part of one is missing or damaged, or the file is no JPEG with Huffman codes.</returns>
    private static int? EndOfPixels(ReadOnlySpan<byte> jpeg)
    {
        if (!jpeg.StartsWith<byte>([0xFF, 0xD8]))
            return null;
        var tables = new JpegTables();
        JpegFrame? frame = null;
        int position = 2;
        int scans = 0;
        while (NextMarker(jpeg, ref position) is { } marker && marker != EndOfImage)
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
                continue;
            if (!TakeSegment(jpeg, ref position, out ReadOnlySpan<byte> segment))
                return null;
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2 when frame is null:
                    frame = JpegFrame.Read(segment, isProgressive: marker == 0xC2);
                    break;
                case 0xC4 when tables.DefineHuffman(segment):
                case 0xDD when tables.DefineRestartInterval(segment):
                    break;
                case 0xDA when frame is not null && ++scans <= MaxScans:
                    if (JpegScan.Read(segment, frame, tables) is not { } scan)
                        return null;
                    var bits = new JpegBits(jpeg, position);
                    scan.Skip(ref bits);
                    if (bits.HasFailed)
                        return null;
                    position = bits.Position;
                    if (frame.IsComplete)
                        return position;
                    break;
                case >= 0xC0 and <= 0xCF or 0xDA or 0xDD:
                    return null;
            }
        }
        return null;
    }

    /// <summary>Goes past the next marker.</summary>
    /// <returns>Its second byte, or null at the file's end.</returns>
    private static byte? NextMarker(ReadOnlySpan<byte> jpeg, ref int position)
    {
        for (; position + 1 < jpeg.Length; position++)
        {
            byte code = jpeg[position + 1];
            if (jpeg[position] != 0xFF || code is 0 or 0xFF)
                continue;
            position += 2;
            return code;
        }
        return null;
    }

    /// <summary>Goes past a segment, which begins with its length of two bytes.</summary>
    private static bool TakeSegment(ReadOnlySpan<byte> jpeg, ref int position, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (jpeg.Length - position < 2)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[position..]);
        if (length < 2 || length > jpeg.Length - position)
            return false;
        content = jpeg.Slice(position + 2, length - 2);
        position += length;
        return true;
    }
}
