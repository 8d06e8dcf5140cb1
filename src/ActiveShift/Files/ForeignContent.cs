using System.Text;

namespace ActiveShift;

/// <summary>
/// Tells what a file that cannot be read really is: what a clone without Git LFS, a failed download or a forgotten
/// unpacking leaves in its place. Asked only once a reader has refused the file, so it never stands in the way of a
/// good one.
/// </summary>
internal static class ForeignContent
{
    /// <summary>Bytes of a file's beginning that are looked at.</summary>
    public const int HeadLength = 512;

    private static readonly (byte[] Magic, string What)[] _compressed =
    [
        ([0x1F, 0x8B], "compressed with gzip"),
        ([.. "BZh"u8], "compressed with bzip2"),
        ([0xFD, .. "7zXZ"u8, 0], "compressed with xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd"),
        ([.. "PK"u8, 3, 4], "a zip archive"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
    ];

    /// <summary>
    /// A sentence for the end of an error message, with a space before it; empty where the content is not recognised.
    /// </summary>
    /// <param name="head">The file's first bytes.</param>
    public static string Hint(ReadOnlySpan<byte> head) =>
        Describe(head[..Math.Min(head.Length, HeadLength)]) is { } what ? $" It is {what}." : "";

    /// <inheritdoc cref="Hint(ReadOnlySpan{byte})"/>
    /// <param name="read">The bytes that were read already, from the file's first on.</param>
    /// <param name="rest">What follows them.</param>
    public static string Hint(ReadOnlySpan<byte> read, Stream rest)
    {
        byte[] head = new byte[Math.Max(HeadLength, read.Length)];
        read.CopyTo(head);
        int length = read.Length;
        try
        {
            length += rest.ReadAtLeast(head.AsSpan(length), head.Length - length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // The file is refused anyway, with a better reason than this.
        }
        return Hint(head.AsSpan(0, length));
    }

    private static string? Describe(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, what) in _compressed)
        {
            if (head.StartsWith(magic))
                return $"{what}: unpack it first";
        }
        // Of text in any encoding that contains ASCII, this is what matters.
        string text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal))
            return "a Git LFS pointer, which stands for the file itself: 'git lfs pull' fetches it";
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "an HTML page, as a failed download leaves it: download the file again";
        }
        return text.StartsWith("<?xml", StringComparison.Ordinal)
            ? "an XML document, as a failed download may leave it: download the file again"
            : null;
    }
}
