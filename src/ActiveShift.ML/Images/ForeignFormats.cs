namespace ActiveShift.ML;

/// <summary>
/// Names what stands in an image's place and is none in a format that is read (JPEG, PNG, BMP, GIF, WebP, ICO, WBMP), by the bytes that it
/// begins with: HEIC, AVIF and TIFF, raw files, documents, archives, Git LFS pointers, HTML pages and others.
/// </summary>
public static class ForeignFormats
{
    private static readonly Signature[] _signatures =
    [
        new(0, "II*\0"u8, "a TIFF image or a camera's raw file made like one"),
        new(0, "MM\0*"u8, "a TIFF image or a camera's raw file made like one"),
        new(0, "II+\0"u8, "a BigTIFF image"),
        new(0, "MM\0+"u8, "a BigTIFF image"),
        new(0, "IIRO"u8, "an Olympus raw file (ORF)"),
        new(0, "IIRS"u8, "an Olympus raw file (ORF)"),
        new(0, "IIU\0"u8, "a Panasonic raw file (RW2)"),
        new(0, "FUJIFILMCCD-RAW"u8, "a Fujifilm raw file (RAF)"),
        new(0, [0x49, 0x49, 0xBC], "a JPEG XR image"),
        new(0, [0xFF, 0x0A], "a JPEG XL image"),
        new(4, "JXL \r\n"u8, "a JPEG XL image"),
        new(4, "jP  \r\n"u8, "a JPEG 2000 image"),
        new(0, [0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 image"),
        new(0, "8BPS"u8, "a Photoshop document (PSD)"),
        new(0, "gimp xcf"u8, "a GIMP image (XCF)"),
        new(0, "v/1\x01"u8, "an OpenEXR image"),
        new(0, "#?RADIANCE"u8, "a Radiance HDR image"),
        new(0, "DDS "u8, "a DirectDraw surface (DDS)"),
        new(0, "icns"u8, "an Apple icon (ICNS)"),
        new(128, "DICM"u8, "a DICOM image"),
        new(0, "SIMPLE  ="u8, "a FITS image"),
        new(0, [0x93, .. "NUMPY"u8], "a NumPy array"),
        new(0, [0x89, .. "HDF\r\n"u8], "an HDF5 file"),
        new(0, "%PDF-"u8, "a PDF document"),
        new(0, "%!PS"u8, "a PostScript document"),
        new(0, [0x1F, 0x8B], "a gzip file"),
        new(0, "PK\x03\x04"u8, "a ZIP archive"),
        new(0, [.. "7z"u8, 0xBC, 0xAF], "a 7z archive"),
        new(0, "Rar!"u8, "a RAR archive"),
        new(0, [0x1A, 0x45, 0xDF, 0xA3], "a Matroska or WebM video"),
        new(8, "AVI LIST"u8, "an AVI video"),
    ];

    /// <summary>Names the format.</summary>
    /// <param name="bytes">A file that could not be opened as an image, or its first kilobyte.</param>
    /// <returns>The name with its article, or null if the format is not known.</returns>
    public static string? NameOf(ReadOnlySpan<byte> bytes)
    {
        if (IsoMedia.NameOf(bytes) is { } media)
            return media;
        foreach (var signature in _signatures)
        {
            if (signature.Begins(bytes))
                return signature.Name;
        }
        return NetpbmName(bytes) ?? TextFormats.NameOf(bytes);
    }

    private static string? NetpbmName(ReadOnlySpan<byte> bytes)
    {
        bool isNetpbm = bytes is [(byte)'P', >= (byte)'1' and <= (byte)'7', <= (byte)' ', ..];
        return isNetpbm ? "a Netpbm image (PBM, PGM, PPM or PAM)" : null;
    }

    private readonly struct Signature(int offset, ReadOnlySpan<byte> start, string name)
    {
        private readonly byte[] _start = start.ToArray();

        public string Name { get; } = name;

        public bool Begins(ReadOnlySpan<byte> bytes) => bytes.Length > offset && bytes[offset..].StartsWith(_start);
    }
}
